import { SegmentId } from '../../native/contract/index.ts';

/** 96 random bits. Not `crypto.randomUUID`: that is missing on a page from `http://` on another machine. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function newSegmentId(): SegmentId {
  return SegmentId.parse(newId());
}
