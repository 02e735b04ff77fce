import { findFfmpeg } from '../media/ffmpeg-tools.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { appPaths } from '../util/app-paths.ts';

/** The ffmpeg that the engine uses too: the chosen one first. */
export function commandTools(): Promise<FfmpegTools> {
  const { ffmpegPath, resourcesDir } = appPaths();
  return findFfmpeg({ configuredPath: ffmpegPath, resourcesDir });
}
