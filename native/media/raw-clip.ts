import { once } from 'node:events';
import { startTool, toolFailure } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { wholeFrames } from './whole-frames.ts';

export interface RawClipOptions {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly signal: AbortSignal;
}

/** Frames of 8-bit RGB through an encoder into a file of our own, one frame a second, on one thread: the same bits every time. */
export interface RawClipWriter {
  readonly write: (data: Uint8Array) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly abort: () => void;
}

/** YUV and back with exact rounding. */
const EXACT = 'bicubic+accurate_rnd+full_chroma_int+bitexact';

export function writeRawClip(
  tools: FfmpegTools,
  { path, width, height, signal, encoding }: RawClipOptions & { readonly encoding: readonly string[] },
): RawClipWriter {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', '1', '-i', 'pipe:0'];
  const output = ['-sws_flags', EXACT, ...encoding, '-pix_fmt', 'yuv420p', '-threads', '1', '-fflags', '+bitexact', '-y', path];
  const tool = startTool(tools.ffmpegPath, ['-v', 'error', ...input, ...output], { stdin: 'pipe', signal });
  const { stdin } = tool.child;
  if (stdin === null) throw new Error('a piped stdin is always there');
  tool.child.stdout?.resume();
  const failed = async (): Promise<never> => {
    await tool.ended;
    signal.throwIfAborted();
    throw toolFailure(tool.stderr(), 'Compressing the clip');
  };
  return {
    write: async (data) => {
      if (stdin.write(data)) return;
      await Promise.race([once(stdin, 'drain', { signal }), tool.ended.then(failed)]);
    },
    finish: async () => {
      stdin.end();
      if ((await tool.ended) !== 0) await failed();
    },
    abort: tool.kill,
  };
}

/** The frames of such a file. */
export async function* readRawClip(tools: FfmpegTools, { path, width, height, signal }: RawClipOptions): AsyncGenerator<Uint8Array> {
  const output = ['-sws_flags', EXACT, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'];
  const args = ['-v', 'error', '-nostdin', '-threads', '1', '-i', path, '-fps_mode', 'passthrough', ...output];
  const tool = startTool(tools.ffmpegPath, args, { stdin: 'ignore', signal });
  try {
    yield* wholeFrames(tool.child.stdout as AsyncIterable<Uint8Array>, width * height * 3);
    const code = await tool.ended;
    signal.throwIfAborted();
    if (code !== 0) throw toolFailure(tool.stderr(), 'Reading the compressed clip back');
  } finally {
    tool.kill();
  }
}
