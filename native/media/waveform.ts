import { writeFile } from 'node:fs/promises';
import { AppError } from '../contract/index.ts';
import type { MediaInfo } from '../contract/index.ts';
import { startTool, toolFailure } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { SOURCE_OPTIONS } from './frame-scan.ts';
import { unchangedInput } from './media-input.ts';
import { sampleExactCut } from './output-sound.ts';
import { writeWhole } from './part-file.ts';
import { toNumber } from './rational.ts';

/** Of the peaks' reading; lower ones would lose hiss and consonants. */
const SAMPLE_RATE = 16_000;
/** A frame of the fastest common rate has more than one. */
export const PEAKS_PER_SEC = 100;
const SAMPLES_PER_PEAK = SAMPLE_RATE / PEAKS_PER_SEC;

export interface WaveformOptions {
  readonly media: MediaInfo;
  readonly outputPath: string;
  readonly signal: AbortSignal;
}

/**
 * Writes how loud the first sound of a clip is: one byte for each hundredth of a second, from the first frame on, 255 for full scale (the
 * largest sample of both signs, channels mixed). Three hours are one megabyte. Returns how many there are.
 */
export async function writeWaveform(tools: FfmpegTools, { media, outputPath, signal }: WaveformOptions): Promise<number> {
  const [sound] = media.audio;
  if (sound === undefined) throw new AppError('bad-input', `${media.path} has no sound, so it has no waveform.`);
  const input = await unchangedInput(media);
  const startSec = media.video.startPts * toNumber(media.video.timeBase);
  const cut = sampleExactCut(sound.sampleRate, { startSec, endSec: startSec + media.durationSec, whole: false });
  // A sound that begins late, or stops for a while, is silent there.
  const filters = `${cut},aresample=${SAMPLE_RATE}:async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=mono`;
  const source = ['-v', 'error', '-nostdin', ...SOURCE_OPTIONS, ...input.options, '-i', input.url];
  const args = [...source, '-map', `0:${sound.index}`, '-af', filters, '-f', 's16le', '-'];
  const ffmpeg = startTool(tools.ffmpegPath, args, { stdin: 'ignore', signal });
  const peaks = await readPeaks(ffmpeg.child.stdout ?? [], Math.ceil(media.durationSec * PEAKS_PER_SEC));
  const code = await ffmpeg.ended;
  signal.throwIfAborted();
  if (code !== 0) throw toolFailure(ffmpeg.stderr(), `Reading the sound of ${media.path}`);
  await writeWhole(outputPath, (partPath) => writeFile(partPath, peaks));
  return peaks.length;
}

async function readPeaks(chunks: AsyncIterable<Buffer> | Iterable<Buffer>, count: number): Promise<Uint8Array> {
  const peaks = new Uint8Array(count);
  let sample = 0;
  // A pipe may cut a sample in two.
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % 2);
    for (let at = 0; at < whole; at += 2, sample += 1) {
      const peak = Math.floor(sample / SAMPLES_PER_PEAK);
      const level = Math.min(255, Math.abs(bytes.readInt16LE(at)) >> 7);
      if (peak < count && level > peaks[peak]!) peaks[peak] = level;
    }
    rest = bytes.subarray(whole);
  }
  return peaks;
}
