import { AppError } from '../contract/index.ts';

/** What the system says when the cache's disk is full or closed to us, as an error for the user; others pass as they are. */
export function cacheFull(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', `There is no room for pictures in the cache (${path}). Free some space and try again.`, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('no-permission', `The cache cannot be written (${path}). Change the permissions of its folder.`, error);
    default:
      return error;
  }
}
