import { runTool } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { SOURCE_OPTIONS, seekOptions, toldTimestamp } from './frame-scan.ts';
import type { MediaInput } from './media-input.ts';

export interface AudioStartOptions {
  readonly index: number;
  readonly sampleRate: number;
  /** True: of the first packet, with what a decoder is told to skip; false: of the first sample that is heard. */
  readonly packets: boolean;
  readonly signal: AbortSignal;
}

/** When an audio stream begins, in seconds of the file's own clock. NaN when it holds nothing. */
export async function audioStartSec(tools: FfmpegTools, input: MediaInput, options: AudioStartOptions): Promise<number> {
  return options.packets ? firstPacketSec(tools, input, options) : firstSampleSec(tools, input, options);
}

async function firstPacketSec(tools: FfmpegTools, input: MediaInput, { index, signal }: AudioStartOptions): Promise<number> {
  let sec = NaN;
  const args = [
    '-v',
    'error',
    '-select_streams',
    String(index),
    '-read_intervals',
    '%+#1',
    '-show_entries',
    'packet=pts_time',
    '-of',
    'csv=p=0',
  ];
  await runTool(tools.ffprobePath, [...args, ...input.options, '-i', input.url], {
    signal,
    onLine: (line) => {
      if (Number.isNaN(sec)) sec = Number.parseFloat(line);
    },
  });
  return sec;
}

async function firstSampleSec(tools: FfmpegTools, input: MediaInput, { index, sampleRate, signal }: AudioStartOptions): Promise<number> {
  let sec = NaN;
  const tell = `asettb=1/${sampleRate},${TELL_AUDIO}`;
  const source = ['-v', 'error', '-nostdin', ...SOURCE_OPTIONS, ...input.options, '-i', input.url];
  await runTool(tools.ffmpegPath, [...source, '-map', `0:${index}`, '-af', tell, '-frames:a', '1', '-f', 'null', '-'], {
    signal,
    onLine: (line) => {
      const ticks = toldTimestamp(line);
      if (ticks !== null && Number.isNaN(sec)) sec = ticks / sampleRate;
    },
  });
  return sec;
}

interface AudioLengthOptions extends Omit<AudioStartOptions, 'packets'> {
  readonly filter: string | null;
  /** Nothing before it is looked at. */
  readonly seekSec?: number | undefined;
}

/** How long the samples of an audio stream last that a decoder gives out, to a codec frame; null where there are none. `filter` may cut some off. */
export async function audioLengthSec(
  tools: FfmpegTools,
  input: MediaInput,
  { index, sampleRate, filter, seekSec, signal }: AudioLengthOptions,
): Promise<number | null> {
  let sec: number | null = null;
  // Counted, not read off the timestamps: those go on where samples are missing.
  const filters = [...(filter === null ? [] : [filter]), `asettb=1/${sampleRate}`, 'asetpts=N', TELL_AUDIO].join(',');
  const seek = seekSec === undefined ? [] : seekOptions(seekSec);
  const source = ['-v', 'error', '-nostdin', ...SOURCE_OPTIONS, ...seek, ...input.options, '-i', input.url];
  await runTool(tools.ffmpegPath, [...source, '-map', `0:${index}`, '-af', filters, '-f', 'null', '-'], {
    signal,
    onLine: (line) => {
      const samples = toldTimestamp(line);
      if (samples !== null) sec = samples / sampleRate;
    },
  });
  return sec;
}

const TELL_AUDIO = 'ametadata=mode=add:key=frame:value=1,ametadata=mode=print:direct=1:file=-';
