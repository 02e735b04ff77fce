import { Readable } from 'node:stream';
import createCommand from 'fluent-ffmpeg';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { toolFailure } from './ffmpeg-process.ts';
import type { Frame } from './frame.ts';
import { rgbFormat } from './color-conversion.ts';

/** One frame in, one picture out. */
export interface FluentWork {
  readonly frame: Frame;
  readonly outputOptions: readonly string[];
  readonly outputPath: string;
  /** A sentence without its full stop, for the error. */
  readonly attempt: string;
  readonly signal: AbortSignal;
}

/**
 * Runs ffmpeg by fluent-ffmpeg: right for stills and strips, which are one stream in and one file out. Codecs are given as
 * plain options, because its own methods for them list all of ffmpeg's encoders before every run.
 */
export function runFluent(tools: FfmpegTools, { frame, outputOptions, outputPath, attempt, signal }: FluentWork): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const command = frameInput(frame);
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
