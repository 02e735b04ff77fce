import { isAbsolute, normalize } from 'node:path';
import { AppError } from '../contract/index.ts';

/** The engine's own working folder means nothing to a window, so paths from outside are whole ones. */
export function absolutePath(path: string): string {
  if (path.includes('\0')) throw new AppError('bad-input', 'A path cannot hold a NUL character. Choose the file again.');
  if (isAbsolute(path)) return normalize(path);
  throw new AppError('bad-input', `"${path}" is not a whole path. Give one from the root of the disk.`);
}
