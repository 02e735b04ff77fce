import { AppError } from '../contract/index.ts';

/** What the system says when a file of the user's cannot be written, as an error for the user. */
export function writeFailure(outputPath: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = String((error as { readonly code?: unknown }).code ?? error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError(
      'no-permission',
      `${outputPath} may not be written by this user. Choose another folder or change its permissions.`,
      error,
    );
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(outputPath, error);
  return new AppError('bad-input', `${outputPath} cannot be written (${code}). Choose another name or folder.`, error);
}

export function diskFull(outputPath: string, cause: unknown): AppError {
  return new AppError('disk-full', `${outputPath} cannot be written: the disk is full. Free some space or choose another folder.`, cause);
}
