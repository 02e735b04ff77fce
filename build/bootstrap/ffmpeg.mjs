import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rootDir } from './checkout.mjs';
import { runQuietly } from './run-program.mjs';
import { SetupError, say } from './setup-step.mjs';
import { findOnPath, installSystemPackages } from './system-package.mjs';

/** ffmpeg and ffprobe: from the optional npm packages where their download worked, else from PATH, else from the system's packages. */
export async function ensureFfmpeg() {
  const present = await findFfmpeg();
  if (present !== null) return say('ffmpeg', present);
  await installSystemPackages('ffmpeg', { apt: ['ffmpeg'], brew: 'brew install ffmpeg', winget: 'winget install Gyan.FFmpeg' });
  const installed = await findFfmpeg();
  if (installed === null) throw new SetupError('ffmpeg was installed but does not run.', 'try `ffmpeg -version` and see what it says');
  say('ffmpeg', installed);
}

/** @returns {Promise<string | null>} a sentence about what will be used */
async function findFfmpeg() {
  const ffmpeg = packagedProgram('ffmpeg-static') ?? findOnPath('ffmpeg');
  const ffprobe = packagedProgram('@ffprobe-installer/ffprobe') ?? findOnPath('ffprobe');
  if (ffmpeg === null || ffprobe === null) return null;
  const [version, probeVersion] = await Promise.all([runQuietly(ffmpeg, ['-version']), runQuietly(ffprobe, ['-version'])]);
  if (version.code !== 0 || probeVersion.code !== 0) return null;
  return `${/version (\S+)/.exec(version.output)?.[1] ?? 'unknown version'} at ${ffmpeg}`;
}

/** The program inside an npm package whose main export is its path. @param {string} name @returns {string | null} */
function packagedProgram(name) {
  try {
    const exported = /** @type {unknown} */ (createRequire(join(rootDir, 'package.json'))(name));
    const path = typeof exported === 'string' ? exported : /** @type {{ path?: unknown }} */ (exported).path;
    return typeof path === 'string' && existsSync(path) ? path : null;
  } catch {
    // The optional package is not there: the next place is asked.
    return null;
  }
}
