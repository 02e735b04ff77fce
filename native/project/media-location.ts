import * as nativePaths from 'node:path';
import type { PlatformPath } from 'node:path';
import type { Asset } from '../contract/index.ts';

interface LocationOptions {
  readonly projectPath: string;
  /** Another system's rules, for tests. */
  readonly paths?: PlatformPath;
}

/** A file's place seen from the project's folder, with `/` everywhere; null when it is on another drive. */
export function relativeMediaPath(mediaPath: string, { projectPath, paths = nativePaths }: LocationOptions): string | null {
  const relative = paths.relative(paths.dirname(projectPath), mediaPath);
  // From one Windows drive to another there is no way but the whole path.
  return paths.isAbsolute(relative) ? null : relative.split(paths.sep).join('/');
}

/**
 * Where an asset's file may be, likeliest first: moved along with the project, or where it was. Whether it is
 * the file is for its fingerprint to say.
 */
export function mediaPathCandidates(
  asset: Pick<Asset, 'path' | 'relativePath'>,
  { projectPath, paths = nativePaths }: LocationOptions,
): string[] {
  if (asset.relativePath === null) return [asset.path];
  return [...new Set([paths.resolve(paths.dirname(projectPath), asset.relativePath), asset.path])];
}
