import { z } from 'zod';

/** Every way a call can fail. Closed: the UI switches on codes, never on messages. */
export const ErrorCode = z.enum([
  // the call itself
  'bad-input',
  'unknown-method',
  'unauthorized',
  'forbidden',
  'too-large',
  'not-found',
  'conflict',
  'canceled',
  'internal',
  // tools and the outside
  'ffmpeg-missing',
  'ffmpeg-failed',
  'no-permission',
  'disk-full',
  'out-of-memory',
  'network',
  // media
  'media-missing',
  'media-unreadable',
  'media-no-video',
  'media-empty',
  'media-changed',
  // models and devices
  'model-missing',
  'model-corrupt',
  'model-contract',
  'model-failed',
  'device-unusable',
  'compute-crashed',
  // projects and output
  'project-missing',
  'project-corrupt',
  'project-newer',
  'project-locked',
  'output-exists',
  'output-wrong',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/**
 * The one error that crosses rooms. `message` says what was attempted, on what, and what to do next;
 * it is shown to users as it is, so it holds no stack and no internals.
 */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
  }
}
