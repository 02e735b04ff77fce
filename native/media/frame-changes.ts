import type { MediaInfo } from '../contract/index.ts';
import type { FrameChange } from './cut-finder.ts';
import { startTool, toolFailure } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { ONE_THREAD, SOURCE_OPTIONS, passthrough, tellTimestamps, toldTimestamp } from './frame-scan.ts';
import { unchangedInput } from './media-input.ts';

export interface SeenFrame extends FrameChange {
  /** NaN where the file does not say it. */
  readonly ticks: number;
}

/** Small enough that grain and motion average out, and that comparing costs nothing. */
const WIDTH = 64;
const HEIGHT = 36;
const PICTURE_BYTES = WIDTH * HEIGHT * 3;

/**
 * Decodes a whole clip as the frame reader does, makes every frame small and has ffmpeg's scdet tell how much it differs from the one before.
 * In RGB: of YUV, scdet sees the brightness only.
 */
export async function watchFrames(
  tools: FfmpegTools,
  media: MediaInfo,
  { signal, onFrame }: { readonly signal: AbortSignal; readonly onFrame: (frame: SeenFrame) => void },
): Promise<void> {
  const input = await unchangedInput(media);
  const { index, timeBase } = media.video;
  const threads = media.warnings.includes('truncated') ? ONE_THREAD : [];
  // The threshold says when scdet writes a line of its own, which is not wanted.
  const see = `scale=${WIDTH}:${HEIGHT}:flags=area,format=rgb24,scdet=threshold=100`;
  const filters = [`settb=${timeBase.num}/${timeBase.den}`, see, tellTimestamps('pipe\\\\:2')].join(',');
  const source = ['-v', 'error', '-nostdin', ...SOURCE_OPTIONS, ...threads, ...input.options, '-i', input.url];
  const output = ['-map', `0:${index}`, '-vf', filters, ...passthrough(timeBase), '-f', 'rawvideo', 'pipe:1'];

  const pairs = pairUp(onFrame);
  const tool = startTool(tools.ffmpegPath, [...source, ...output], { stdin: 'ignore', signal, takeErrorLine: pairs.takeLine });
  tool.child.stdout?.on('data', pairs.takeBytes);
  const code = await tool.ended;
  signal.throwIfAborted();
  if (code === null) throw toolFailure(tool.stderr(), `The frames of ${media.path} were not compared`);
}

/** What is said of the frames comes on one pipe and the pictures on another, both in order. */
function pairUp(onFrame: (frame: SeenFrame) => void): {
  readonly takeLine: (line: string) => boolean;
  readonly takeBytes: (chunk: Uint8Array) => void;
} {
  const said: { ticks: number; change: number }[] = [];
  const pictures: Uint8Array[] = [];
  let ticks = NaN;
  let change = 0;
  let rest = new Uint8Array(0);
  const handOn = (): void => {
    for (;;) {
      const [words, picture] = [said[0], pictures[0]];
      if (words === undefined || picture === undefined) return;
      said.shift();
      pictures.shift();
      onFrame({ ...words, picture });
    }
  };
  return {
    takeLine: (line) => {
      const told = toldTimestamp(line);
      const changed = /^lavfi\.scd\.mafd=(\S+)$/.exec(line)?.[1];
      if (told !== null) [ticks, change] = [told, 0];
      else if (changed !== undefined) change = Number(changed);
      else if (line.endsWith('frame=1')) {
        said.push({ ticks, change });
        handOn();
      } else return line.startsWith('lavfi.scd.');
      return true;
    },
    takeBytes: (chunk) => {
      const bytes = new Uint8Array(rest.length + chunk.length);
      bytes.set(rest);
      bytes.set(chunk, rest.length);
      let from = 0;
      for (; from + PICTURE_BYTES <= bytes.length; from += PICTURE_BYTES) pictures.push(bytes.slice(from, from + PICTURE_BYTES));
      rest = bytes.slice(from);
      handOn();
    },
  };
}
