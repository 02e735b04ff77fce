import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../contract/index.ts';

/** The ffmpeg that is used, and where it came from. */
export interface FfmpegTools {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
  readonly version: string;
  /** In words: "the settings", "the app", "the npm packages", "PATH". */
  readonly source: string;
}

export interface FfmpegPlaces {
  /** What the user chose: an ffmpeg, or a folder that holds one. */
  readonly configuredPath?: string | undefined;
  readonly resourcesDir?: string | undefined;
}

/** Finds ffmpeg and ffprobe, the first pair that runs: setting, app resources, npm packages, PATH. */
export async function findFfmpeg({ configuredPath, resourcesDir }: FfmpegPlaces): Promise<FfmpegTools> {
  if (configuredPath !== undefined && configuredPath !== '') {
    const chosen = await usable(pairBeside(configuredPath), 'the settings');
    if (chosen) return chosen;
    // A chosen program is never quietly replaced by another one.
    throw new AppError(
      'ffmpeg-missing',
      `The ffmpeg that was chosen, ${configuredPath}, does not run, is older than ${OLDEST.join('.')}, or has no ffprobe beside it. Choose another one, or none to have it found.`,
    );
  }
  const candidates: readonly (readonly [Pair | null, string])[] = [
    [resourcesDir === undefined ? null : pairBeside(join(resourcesDir, 'ffmpeg')), 'the app'],
    [packagedPair(), 'the npm packages'],
    [pairOnPath(), 'PATH'],
  ];
  for (const [pair, source] of candidates) {
    const found = await usable(pair, source);
    if (found) return found;
  }
  throw new AppError('ffmpeg-missing', `ffmpeg and ffprobe ${OLDEST.join('.')} or newer were not found. ${howToInstall()}`);
}

interface Pair {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
}

const extension = process.platform === 'win32' ? '.exe' : '';

async function usable(pair: Pair | null, source: string): Promise<FfmpegTools | null> {
  if (pair === null) return null;
  try {
    const run = promisify(execFile);
    const [{ stdout }] = await Promise.all([run(pair.ffmpegPath, ['-version']), run(pair.ffprobePath, ['-version'])]);
    const version = /version (\S+)/.exec(stdout)?.[1] ?? 'unknown';
    return isTooOld(version) ? null : { ...pair, version, source };
  } catch {
    // Does not run here: the next place is asked.
    return null;
  }
}

/** The first with `-fps_mode`. */
const OLDEST = [5, 1] as const;

/** Releases only: a build that is named after a commit says nothing about its age. */
function isTooOld(version: string): boolean {
  const match = /^n?(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

function pairBeside(path: string): Pair | null {
  if (!existsSync(path)) return null;
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const ffmpegPath = folder === path ? join(folder, `ffmpeg${extension}`) : path;
  return existingPair(ffmpegPath, join(folder, `ffprobe${extension}`));
}

/** Optional packages: where their download failed, npm leaves them out, and PATH is asked. */
function packagedPair(): Pair | null {
  return existingPair(packagedProgram('ffmpeg-static'), packagedProgram('@ffprobe-installer/ffprobe'));
}

function packagedProgram(name: string): string | null {
  try {
    const exported: unknown = createRequire(import.meta.url)(name);
    const path = typeof exported === 'string' ? exported : (exported as { readonly path?: unknown }).path;
    // Inside a packaged app, programs lie outside the archive.
    return typeof path === 'string' ? path.replace(/\.asar([\\/])/, '.asar.unpacked$1') : null;
  } catch {
    return null;
  }
}

function pairOnPath(): Pair | null {
  return existingPair(onPath('ffmpeg'), onPath('ffprobe'));
}

function onPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, `${name}${extension}`)).find(isProgram) ?? null;
}

function existingPair(ffmpegPath: string | null, ffprobePath: string | null): Pair | null {
  if (ffmpegPath === null || ffprobePath === null) return null;
  return isProgram(ffmpegPath) && isProgram(ffprobePath) ? { ffmpegPath, ffprobePath } : null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function howToInstall(): string {
  switch (process.platform) {
    case 'win32':
      return 'Run `winget install Gyan.FFmpeg` and start again.';
    case 'darwin':
      return 'Run `brew install ffmpeg` and start again.';
    default:
      return 'Install the package ffmpeg (`sudo apt install ffmpeg`, `sudo dnf install ffmpeg`) and start again.';
  }
}
