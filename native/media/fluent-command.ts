import { Readable } from 'node:stream';
import createCommand from 'fluent-ffmpeg';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { toolFailure } from './ffmpeg-process.ts';
import type { Frame } from './frame.ts';
import { rgbFormat } from './color-conversion.ts';

/** A whole file in, or one frame; a whole file out. */
export interface FluentWork {
  readonly input: { readonly url: string; readonly options: readonly string[] } | { readonly frame: Frame };
  readonly outputOptions: readonly string[];
  readonly outputPath: string;
  /** A sentence without its full stop, for the error. */
  readonly attempt: string;
  readonly signal: AbortSignal;
  /** Told the number of frames that are done. */
  readonly frameDone?: ((frames: number) => void) | undefined;
}

/**
 * Runs ffmpeg by fluent-ffmpeg: right for stills, strips and proxies, which are files in and files out. Codecs are
 * given as plain options, because its own methods for them list all of ffmpeg's encoders before every run.
 */
export function runFluent(tools: FfmpegTools, { input, outputOptions, outputPath, attempt, signal, frameDone }: FluentWork): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const command = 'frame' in input ? frameInput(input.frame) : createCommand(input.url).inputOptions([...input.options]);
    const onAbort = (): void => {
      command.kill('SIGKILL');
    };
    const settle = (finish: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    command
      .setFfmpegPath(tools.ffmpegPath)
      .outputOptions(['-nostdin', '-hide_banner', ...outputOptions])
      .output(outputPath)
      // Between asking for ffmpeg and its start there is nothing to kill.
      .on('start', () => (signal.aborted ? onAbort() : undefined))
      .on('progress', ({ frames }: { readonly frames: number }) => frameDone?.(frames))
      .on('end', () => settle(resolve))
      .on('error', (error: Error, _stdout: string | null, stderr: string | null) =>
        settle(() => reject(signal.aborted ? signal.reason : toolFailure(stderr ?? error.message, attempt))),
      )
      .run();
  });
}

function frameInput({ data, width, height, bitDepth }: Frame): createCommand.FfmpegCommand {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const raw = ['-f', 'rawvideo', '-pixel_format', rgbFormat(bitDepth), '-video_size', `${width}x${height}`];
  return createCommand(Readable.from([bytes], { objectMode: false })).inputOptions(raw);
}
