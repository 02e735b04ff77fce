/**
 * Bytes of a message as UTF-8 JSON, counted no further than `limit`: a message that breaks the bound is
 * refused without being written out. Infinity for what JSON cannot hold (buffers, bigints, functions).
 */
export function messageBytes(message: unknown, limit: number): number {
  let bytes = 0;
  // A stack of our own: a message nested ten thousand deep must not overflow the real one.
  const waiting: unknown[] = [message];
  while (waiting.length > 0 && bytes <= limit) {
    const value = waiting.pop();
    switch (typeof value) {
      case 'string':
        bytes += textBytes(value, limit);
        break;
      case 'number':
      case 'boolean':
        bytes += String(value).length;
        break;
      case 'undefined':
        break;
      case 'object':
        if (value === null) {
          bytes += 4;
        } else if (Array.isArray(value)) {
          bytes += 2 + value.length;
          if (bytes <= limit) for (const item of value) waiting.push(item);
        } else {
          if (!isPlain(value)) return Number.POSITIVE_INFINITY;
          bytes += 2;
          for (const key in value) {
            bytes += textBytes(key, limit) + 2;
            if (bytes > limit) break;
            waiting.push((value as Readonly<Record<string, unknown>>)[key]);
          }
        }
        break;
      default:
        return Number.POSITIVE_INFINITY;
    }
  }
  return bytes;
}

function textBytes(text: string, limit: number): number {
  return text.length > limit ? text.length : Buffer.byteLength(JSON.stringify(text));
}

/** By its tag, so that an object of another realm (a cloned message) is plain as well. */
function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]';
}
