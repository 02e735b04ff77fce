import type { Rational } from '../contract/index.ts';

/** Raw RGB pictures as a NUT stream describes them. */
export interface NutVideo {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  readonly timeBase: Rational;
  readonly frameRate: Rational;
  readonly sampleAspectRatio: Rational;
}

/**
 * The bytes around raw frames that make them a NUT stream (ffmpeg.org/~michael/nut.txt, version 3). ffmpeg takes
 * raw video on a pipe at a constant rate only; NUT is its own container for raw pictures with exact timestamps in
 * any rational time base, and the smallest that carries a source's PTS (variable rate included) into an encoder.
 */
export function nutHeader({ width, height, bitDepth, timeBase, frameRate, sampleAspectRatio }: NutVideo): Uint8Array {
  const main = [
    ...varint(3), // version
    ...varint(1), // streams
    ...varint(MAX_DISTANCE),
    ...varint(1), // time bases
    ...varint(timeBase.num),
    ...varint(timeBase.den),
    // One kind of frame for every frame code ('N' is left out by the format): key, explicit PTS, size and checksum.
    ...varint(FRAME_FLAGS),
    ...varint(6), // fields that follow
    ...signedVarint(0), // PTS delta
    ...varint(1), // size multiplier
    ...varint(0), // stream
    ...varint(0), // size
    ...varint(0), // reserved
    ...varint(255), // frame codes
    ...varint(0), // elision headers
  ];
  const stream = [
    ...varint(0), // id
    ...varint(0), // video
    ...bytes(fourcc(bitDepth)),
    ...varint(0), // time base
    ...varint(PTS_SHIFT),
    ...varint(1), // furthest PTS without a checksum: all frames carry one
    ...varint(0), // decode delay
    ...varint(0), // flags
    ...bytes([]), // codec specific data
    ...varint(width),
    ...varint(height),
    ...varint(sampleAspectRatio.num),
    ...varint(sampleAspectRatio.den),
    ...varint(0), // colour space: said by the encoder's options
  ];
  const info = [
    ...varint(1), // stream id + 1
    ...signedVarint(0), // chapter
    ...varint(0),
    ...varint(0),
    ...varint(1), // entries
    ...bytes(text('r_frame_rate')),
    ...signedVarint(-1), // UTF-8 follows
    ...bytes(text(`${frameRate.num}/${frameRate.den}`)),
  ];
  return Uint8Array.from([
    ...text('nut/multimedia container\0'),
    ...packet(START_CODES.main, main),
    ...packet(START_CODES.stream, stream),
    ...packet(START_CODES.info, info),
  ]);
}

/** What precedes the bytes of one frame. `pts`: ticks of the stream's time base, not negative. */
export function nutFrameHeader(pts: number, sizeBytes: number): Uint8Array {
  const syncpoint = packet(START_CODES.syncpoint, [...varint(pts), ...varint(0)]);
  const frame = [0, ...varint(pts + 2 ** PTS_SHIFT), ...varint(sizeBytes)];
  return Uint8Array.from([...syncpoint, ...frame, ...uint32(crc32(frame))]);
}

const MAX_DISTANCE = 65_536;
const PTS_SHIFT = 7;
/** FLAG_KEY | FLAG_CODED_PTS | FLAG_SIZE_MSB | FLAG_CHECKSUM. */
const FRAME_FLAGS = 1 | 8 | 32 | 64;
const START_CODES = {
  main: [0x4e, 0x4d, 0x7a, 0x56, 0x1f, 0x5f, 0x04, 0xad],
  stream: [0x4e, 0x53, 0x11, 0x40, 0x5b, 0xf2, 0xf9, 0xdb],
  syncpoint: [0x4e, 0x4b, 0xe4, 0xad, 0xee, 0xca, 0x45, 0x69],
  info: [0x4e, 0x49, 0xab, 0x68, 0xb5, 0x96, 0xba, 0x78],
} as const;

/** rgb24, or rgb48 in the byte order of this machine, as Uint16Array is. */
function fourcc(bitDepth: 8 | 16): readonly number[] {
  if (bitDepth === 8) return [...text('RGB'), 24];
  const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  return littleEndian ? [...text('RGB'), 48] : [48, ...text('BGR')];
}

function packet(startCode: readonly number[], payload: readonly number[]): number[] {
  const size = payload.length + 4;
  // The format asks for a checksum of the packet's header above 4096 bytes; ours stay far below.
  return [...startCode, ...varint(size), ...payload, ...uint32(crc32(payload))];
}

/** Seven bits a byte, highest first. Division, because values may exceed 32 bits. */
function varint(value: number): number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) | 128);
  return digits;
}

function signedVarint(value: number): number[] {
  return varint(2 * Math.abs(value) - (value > 0 ? 1 : 0));
}

function bytes(content: readonly number[]): number[] {
  return [...varint(content.length), ...content];
}

function text(content: string): number[] {
  return Array.from(content, (character) => character.charCodeAt(0));
}

function uint32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** Polynomial 0x04C11DB7, highest bit first, from 0. Bitwise: a few dozen bytes a frame. */
function crc32(content: readonly number[]): number {
  let crc = 0;
  for (const byte of content) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
