import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../native/contract/index.ts';

/** An engine on another machine, or a headless host on this one. */
export interface RemoteEngine {
  readonly url: string;
  readonly token: string;
}

/** Its paths are paths of this machine. */
export function isOnThisMachine({ url }: RemoteEngine): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

export interface LaunchOptions {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly remoteEngine: RemoteEngine | null;
}

/**
 * What the command line asks for. Only our own two options are looked at: Chromium has hundreds of its own, and
 * they stand among ours. Throws AppError 'bad-input' when ours make no sense.
 */
export function readLaunchOptions(
  args: readonly string[],
  {
    folder,
    isDefaultApp,
  }: {
    /** Where paths start from. */
    readonly folder: string;
    /** `electron FOLDER ...`: the first argument that is no option names the app itself. */
    readonly isDefaultApp: boolean;
  },
): LaunchOptions {
  const words = args.filter((arg) => !arg.startsWith('-') && arg !== '');
  const options = new Map(args.flatMap((arg) => (arg.startsWith('--') ? [nameAndValue(arg)] : [])));
  return {
    paths: words.slice(isDefaultApp ? 1 : 0).map((arg) => pathOf(arg, folder)),
    remoteEngine: remoteEngineOf(options.get('--engine'), options.get('--engine-token')),
  };
}

function nameAndValue(arg: string): [string, string] {
  const at = arg.indexOf('=');
  return at === -1 ? [arg, ''] : [arg.slice(0, at), arg.slice(at + 1)];
}

/** Linux file managers hand over `file://` addresses. */
function pathOf(arg: string, folder: string): string {
  if (arg.startsWith('file://')) return fileURLToPath(arg);
  return isAbsolute(arg) ? arg : resolve(folder, arg);
}

function remoteEngineOf(address: string | undefined, token: string | undefined): RemoteEngine | null {
  const example = '--engine=ws://host:47800 --engine-token=TOKEN';
  if (address === undefined) {
    if (token === undefined) return null;
    throw new AppError('bad-input', `--engine-token without --engine: which engine is it for? Give both: ${example}`);
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^wss?:$/.test(url.protocol) || url.hostname === '') {
    throw new AppError('bad-input', `--engine does not take "${address}". Give the address that \`interweave serve\` prints: ${example}`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new AppError('bad-input', `--engine takes an address only; the token has an option of its own: ${example}`);
  }
  if (token === undefined || token === '') {
    throw new AppError('bad-input', `The engine at ${url.host} wants a token. Give the one that \`interweave serve\` prints: ${example}`);
  }
  return { url: url.href, token };
}
