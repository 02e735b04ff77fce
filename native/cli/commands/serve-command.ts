import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { AppError } from '../../contract/index.ts';
import type { Host, HostOptions } from '../../host/host.ts';
import type { CommandContext, RunCommand } from '../run-command.ts';

/** Stays the same from start to start, so that what the browser keeps (zoom, panels) is found again. */
const USUAL_PORT = 47_800;

interface ServeOptions {
  readonly port?: string;
  readonly host: string;
  readonly token?: string;
  readonly browser?: boolean;
  readonly open: readonly string[];
  readonly json?: boolean;
}

export function addServeCommand(program: Command, run: RunCommand): void {
  program
    .command('serve')
    .description('Serve the engine without a window: the studio in a browser, or for a window on another machine.')
    .option('--port <number>', `where to listen (default: ${USUAL_PORT}, or any free one; 0: any free one)`)
    .option('--host <address>', 'the address to listen on; other than this machine only where you trust the network', '127.0.0.1')
    .option('--token <secret>', 'what windows must know to come in (default: a new random one)')
    .option('--browser', 'open the studio in the browser')
    .option('--open <path...>', 'media or a project to open in the studio', [])
    .option('--json', 'print one JSON object with the addresses as the first line')
    .action((options: ServeOptions) => run({ ...options, stopping: 'Stopping.' }, (context) => serve(options, context)));
}

async function serve(options: ServeOptions, { local, terminal, signal }: CommandContext): Promise<void> {
  const { startHost } = await import('../../host/host.ts');
  const token = tokenFrom(options.token);
  const rendererDir = builtWindow();
  const place = { engine: local.engine, hostname: options.host, token, rendererDir };
  const host = await startWhereFree(startHost, place, portFrom(options.port));
  try {
    const open = options.open.map((path) => `&open=${encodeURIComponent(resolve(path))}`).join('');
    const { url, wsUrl } = reachable(host, options.host);
    if (options.port === undefined && host.port !== USUAL_PORT) terminal.remark(`Port ${USUAL_PORT} is in use; this is port ${host.port}.`);
    if (!existsSync(join(rendererDir, 'index.html')))
      terminal.remark('The window is not built, so a browser has nothing to show. Build it with: npm run build');
    if (!isLoopback(options.host))
      terminal.remark('Whoever reaches this address and knows the token can use this machine. Use it in a network you trust.');
    terminal.line(`The studio: ${url}${open}`);
    terminal.line(`For a window elsewhere: --engine=${wsUrl} --engine-token=${token}`);
    terminal.line('Ctrl-C stops it.');
    terminal.result({ url: url + open, wsUrl, token });
    if (options.browser === true) openBrowser(url + open);
    await aborted(signal);
  } finally {
    await host.close();
  }
}

type StartHost = (options: HostOptions) => Promise<Host>;

/** The usual port may be taken by another studio; a port that was asked for is meant. */
async function startWhereFree(start: StartHost, options: Omit<HostOptions, 'port'>, port: number | null): Promise<Host> {
  if (port !== null) return start({ ...options, port });
  try {
    return await start({ ...options, port: USUAL_PORT });
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return start({ ...options, port: 0 });
    throw error;
  }
}

function portFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new AppError('bad-input', `--port does not take "${text}". Give a number from 0 to 65535.`);
}

function tokenFrom(text: string | undefined): string {
  if (text === undefined) return randomBytes(32).toString('base64url');
  if (text.length >= 8) return text;
  throw new AppError('bad-input', 'A token of fewer than 8 characters is guessed in no time. Give a longer one, or none.');
}

/** `0.0.0.0` is where to listen, not where to go: the address of this machine is. */
function reachable({ url, wsUrl }: Host, hostname: string): { readonly url: string; readonly wsUrl: string } {
  if (hostname !== '0.0.0.0' && hostname !== '::') return { url, wsUrl };
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const outside = addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
  const listening = hostname === '::' ? '[::]' : hostname;
  return { url: url.replace(listening, outside), wsUrl: wsUrl.replace(listening, outside) };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '::1' || hostname.startsWith('127.');
}

/** Beside the bundle that holds this code, or where the build puts it. */
function builtWindow(): string {
  const place = import.meta.url.endsWith('.ts') ? '../../../.out/app/renderer' : './renderer';
  return fileURLToPath(new URL(place, import.meta.url));
}

/** Whether it worked is for the user to see: the address is printed anyway. */
function openBrowser(url: string): void {
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  };
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
