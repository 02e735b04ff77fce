/** Which bytes a Range header asks for: all of the file, a part (both ends included), or what cannot be had. */
export type ByteRange =
  { readonly type: 'all' } | { readonly type: 'part'; readonly start: number; readonly end: number } | { readonly type: 'none' };

/** One range is answered; several at once, and what is no byte range, mean the whole file (RFC 9110, 14.2). */
export function parseByteRange(header: string | undefined, sizeBytes: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return { type: 'all' };
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? { type: 'none' } : { type: 'part', start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return { type: 'all' };
  return start < sizeBytes ? { type: 'part', start, end } : { type: 'none' };
}
