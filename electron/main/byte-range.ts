export interface ByteRange {
  readonly start: number;
  /** Included. */
  readonly end: number;
}

/**
 * The bytes a video element asks for. Null is the whole file: no range, or one of a kind that Chromium does not send
 * (RFC 9110 lets a server ignore it). 'none': it starts behind the end.
 */
export function readByteRange(header: string | null, sizeBytes: number): ByteRange | 'none' | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (match === null) return null;
  const start = Number(match[1]);
  const end = match[2] === '' ? sizeBytes - 1 : Math.min(Number(match[2]), sizeBytes - 1);
  if (start >= sizeBytes) return 'none';
  return start <= end ? { start, end } : null;
}
