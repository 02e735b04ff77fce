import type { Rational } from '../contract/index.ts';
import type { MediaInput } from './media-input.ts';
import { crashed, runTool } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';

/** Up to so many pixels every frame is decoded to be counted (half a minute of 1080p); beyond, both ends are. */
const DECODED_WHOLE_PIXELS = 1.5e9;
/** Frames decoded at either end of a longer clip. */
const PROOF_FRAMES = 48;
/** Codecs whose packets may hold no picture, or two. */
const PACKETS_ARE_NOT_FRAMES = new Set(['vp8', 'mpeg4', 'msmpeg4v1', 'msmpeg4v2', 'msmpeg4v3', 'gif', 'apng', 'webp', 'mpeg1video']);

export interface ScannedStream {
  readonly input: MediaInput;
  readonly index: number;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly timeBase: Rational;
}

/** What proves that a packet is a frame, where it is: nothing, the frames at both ends of a long clip, or every frame. */
export type FrameProof = 'packets' | 'ends' | 'frames';

export interface FrameScan {
  /** Of every frame that decodes, in presentation order, strictly ascending; ticks of the stream's time base. */
  readonly pts: Float64Array;
  /** Ticks that the last frame lasts, where the file says so. */
  readonly lastDuration: number | null;
  /** The reader met damage or the end of the file in the middle of a picture. */
  readonly damaged: boolean;
}

/**
 * Finds the frames of a stream by what ffmpeg decodes, the same way as the frame reader does: only so is a count exact
 * (edit lists, leading pictures of an open GOP, damage, hidden frames). A long clip is counted by its packets when
 * they are beyond doubt and the frames decoded at both ends agree with them.
 */
export async function scanFrames(
  tools: FfmpegTools,
  stream: ScannedStream,
  { proof = 'ends', signal }: { readonly proof?: FrameProof; readonly signal: AbortSignal },
): Promise<FrameScan> {
  const packets = await readPackets(tools, stream, signal);
  const { damaged, lastDuration } = packets;
  const byPackets = certainFrames(packets, stream.codec);
  const isLong = packets.count * stream.width * stream.height > DECODED_WHOLE_PIXELS;
  if (byPackets !== null && proof === 'packets' && !damaged) return { pts: byPackets, lastDuration, damaged };
  if (byPackets !== null && proof === 'ends' && isLong && (await endsAgree(tools, stream, { pts: byPackets, signal }))) {
    return { pts: byPackets, lastDuration, damaged };
  }
  const all = { filter: [], after: [], signal };
  const quick = await decodeTimestamps(tools, stream, { before: damaged ? ONE_THREAD : [], ...all });
  // What several threads make of damage differs from run to run.
  const decoded = quick.damaged && !damaged ? await decodeTimestamps(tools, stream, { before: ONE_THREAD, ...all }) : quick;
  return { pts: ascending(decoded.pts), lastDuration, damaged: damaged || quick.damaged };
}

interface PacketList {
  readonly count: number;
  readonly pts: readonly number[];
  /** False when a packet has no timestamp of its own, is damaged, or the first is no key frame. */
  readonly plain: boolean;
  readonly lastDuration: number | null;
  readonly damaged: boolean;
}

async function readPackets(tools: FfmpegTools, { input, index }: ScannedStream, signal: AbortSignal): Promise<PacketList> {
  const pts: number[] = [];
  let count = 0;
  const doubts = { any: false };
  let last = { pts: -Infinity, duration: NaN };
  const args = ['-v', 'error', '-select_streams', String(index), '-show_entries', 'packet=pts,duration,flags', '-of', 'csv=p=0'];
  const { code, stderr } = await runTool(tools.ffprobePath, [...args, ...input.options, '-i', input.url], {
    signal,
    onLine: (line) => {
      const [ptsText = '', durationText = '', flags = ''] = line.split(',');
      if (flags === '') return;
      count += 1;
      if (count === 1 && !flags.startsWith('K')) doubts.any = true;
      if (flags.includes('C')) doubts.any = true;
      // Outside the edit list: decoded, never shown.
      if (flags.includes('D')) return;
      const ticks = Number(ptsText);
      if (ptsText === '' || Number.isNaN(ticks)) doubts.any = true;
      pts.push(ticks);
      if (ticks > last.pts) last = { pts: ticks, duration: Number(durationText) };
    },
  });
  if (code === null) throw crashed(tools.ffprobePath, input.url);
  return {
    count,
    pts,
    plain: !doubts.any && code === 0,
    lastDuration: last.duration > 0 ? last.duration : null,
    damaged: saysDamaged(stderr),
  };
}

function certainFrames({ pts, plain }: PacketList, codec: string): Float64Array | null {
  if (!plain || PACKETS_ARE_NOT_FRAMES.has(codec)) return null;
  const sorted = Float64Array.from(pts).sort();
  return sorted.every((ticks, index) => index === 0 || ticks > (sorted[index - 1] ?? NaN)) ? sorted : null;
}

async function endsAgree(
  tools: FfmpegTools,
  stream: ScannedStream,
  { pts, signal }: { readonly pts: Float64Array; readonly signal: AbortSignal },
): Promise<boolean> {
  const head = await decodeTimestamps(tools, stream, { before: [], filter: [], after: ['-frames:v', String(PROOF_FRAMES)], signal });
  if (!sameNumbers(head.pts, pts.subarray(0, PROOF_FRAMES))) return false;
  const tail = pts.subarray(-PROOF_FRAMES);
  const first = tail[0] ?? 0;
  for (const backSec of SEEK_BACK_SEC) {
    const before = seekOptions((first * stream.timeBase.num) / stream.timeBase.den - backSec);
    const decoded = await decodeTimestamps(tools, stream, { before, filter: [`trim=start_pts=${first}`], after: [], signal });
    if (sameNumbers(decoded.pts, tail)) return true;
  }
  return false;
}

/** Decoding that gives the same frames of a damaged file at every reading. */
export const ONE_THREAD: readonly string[] = ['-threads', '1'];

/** How far before a frame decoding begins, first try and second: most key frames are within the first. */
export const SEEK_BACK_SEC = [1, 12];

/** Seeks the container to a key frame before a time of its own clock; what comes before the wanted frame is dropped by PTS. */
export function seekOptions(sec: number): readonly string[] {
  return ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', sec.toFixed(6)];
}

/** Timestamps as they are in the file, pictures as they are stored, no frame dropped or repeated. */
export const SOURCE_OPTIONS = ['-copyts', '-noautorotate'] as const;

/** Output options that neither drop nor repeat a frame, and count in the source's ticks. */
export function passthrough({ num, den }: Rational): readonly string[] {
  return ['-fps_mode:v', 'passthrough', '-enc_time_base:v', `${num}/${den}`];
}

/** A filter that says on stdout or stderr (`file`) the PTS of each frame that passes. */
export function tellTimestamps(file: string): string {
  return `metadata=mode=add:key=frame:value=1,metadata=mode=print:direct=1:file=${file}`;
}

/**
 * The PTS in a line of `tellTimestamps`, null for any other line. It may stand behind the beginning of an error: the filter
 * writes its line at once, but ffmpeg's other threads write theirs in pieces.
 */
export function toldTimestamp(line: string): number | null {
  const match = /frame:\d+\s+pts:(\S+)\s+pts_time:\S+$/.exec(line);
  return match ? Number(match[1]) : null;
}

interface DecodeOptions {
  readonly before: readonly string[];
  readonly filter: readonly string[];
  readonly after: readonly string[];
  readonly signal: AbortSignal;
}

async function decodeTimestamps(
  tools: FfmpegTools,
  { input, index, timeBase }: ScannedStream,
  { before, filter, after, signal }: DecodeOptions,
): Promise<{ readonly pts: readonly number[]; readonly damaged: boolean }> {
  const pts: number[] = [];
  const filters = [`settb=${timeBase.num}/${timeBase.den}`, ...filter, tellTimestamps('-')].join(',');
  const source = ['-v', 'error', '-nostdin', ...SOURCE_OPTIONS, ...before, ...input.options, '-i', input.url];
  const output = ['-map', `0:${index}`, '-vf', filters, ...passthrough(timeBase), ...after, '-f', 'null', '-'];
  const { code, stderr } = await runTool(tools.ffmpegPath, [...source, ...output], {
    signal,
    onLine: (line) => {
      const ticks = toldTimestamp(line);
      if (ticks !== null) pts.push(ticks);
    },
  });
  if (code === null) throw crashed(tools.ffmpegPath, input.url);
  return { pts, damaged: saysDamaged(stderr) };
}

function saysDamaged(stderr: string): boolean {
  return /partial file|truncat|ended prematurely|corrupt|Invalid NAL unit size|error while decoding|Invalid data found/i.test(stderr);
}

/** Frames without a timestamp, or with one that does not advance, follow their neighbour by a tick. */
function ascending(pts: readonly number[]): Float64Array {
  const result = new Float64Array(pts.length);
  let previous = -Infinity;
  for (const [index, ticks] of pts.entries()) {
    previous = ticks > previous ? ticks : Number.isFinite(previous) ? previous + 1 : 0;
    result[index] = previous;
  }
  return result;
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((value, index) => value === b[index]);
}
