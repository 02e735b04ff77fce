import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { OutputReport } from '../contract/index.ts';
import { saysDiskFull, startTool, toolFailure } from './ffmpeg-process.ts';
import { readEncoders } from './ffmpeg-encoders.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import type { Frame } from './frame.ts';
import { freeBytes } from './free-space.ts';
import { mediaInput } from './media-input.ts';
import { nutFrameHeader, nutHeader } from './nut-stream.ts';
import { checkOutput, differences } from './output-report.ts';
import { giveName, partPathOf, preparePlace } from './output-place.ts';
import { planOutput, writerArguments } from './output-plan.ts';
import type { WriteOptions } from './output-plan.ts';
import { writeRotation } from './rotation-box.ts';
import { diskFull } from './write-failure.ts';

/** Encodes frames into a part file beside the output. Must be finished or aborted. */
export interface FrameWriter {
  /** The next frame of the range, in order. Takes it over. Waits while the encoder is busy. */
  readonly write: (frame: Frame) => Promise<void>;
  /** Completes the file, reads it back, and only then gives it its name. Rejects with `output-wrong` when it is not what it has to be. */
  readonly finish: () => Promise<{ readonly report: OutputReport; readonly sizeBytes: number }>;
  /** Ends the encoder and removes the part file. Harmless after `finish`. */
  readonly abort: () => Promise<void>;
}

export async function openFrameWriter(tools: FfmpegTools, options: WriteOptions): Promise<FrameWriter> {
  const { media, signal } = options;
  const outputPath = resolve(options.outputPath);
  const partPath = partPathOf(outputPath);
  const plan = planOutput({ ...options, encoders: await readEncoders(tools, { signal }) });
  const place = { outputPath, pictures: plan.format.container === 'image2', overwrite: options.overwrite };
  await preparePlace(place);

  const args = writerArguments(plan, { ...options, source: await mediaInput(media.path), partPath });
  const tool = startTool(tools.ffmpegPath, args, { stdin: 'pipe', signal });
  const { stdin } = tool.child;
  if (stdin === null) throw new Error('a piped stdin is always there');
  tool.child.stdout?.resume();
  const { num, den } = media.video.sampleAspectRatio;
  const { timeBase, frameRate } = media.video;
  stdin.write(nutHeader({ ...options, timeBase, frameRate, sampleAspectRatio: { num, den } }));
  let written = 0;

  const failed = async (): Promise<never> => {
    await tool.ended;
    signal.throwIfAborted();
    throw toolFailure(tool.stderr(), `Writing ${outputPath}`);
  };
  const discard = async (): Promise<void> => {
    tool.kill();
    await tool.ended.catch(() => undefined);
    await rm(partPath, { recursive: true, force: true });
  };

  return {
    write: async ({ data }) => {
      const pts = plan.ticks[written];
      if (pts === undefined) throw new Error(`more frames were written than the range has: ${written + 1}`);
      written += 1;
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      stdin.write(nutFrameHeader(pts, bytes.length));
      if (stdin.write(bytes)) return;
      const waiting = new AbortController();
      const outcome = await Promise.race([
        // A pipe that breaks rejects this; why it broke is in ffmpeg's last words.
        once(stdin, 'drain', { signal: waiting.signal }).then(
          () => 'drained' as const,
          () => 'ended' as const,
        ),
        tool.ended.then(() => 'ended' as const),
      ]).finally(() => waiting.abort());
      if (outcome === 'ended') await failed();
    },
    finish: async () => {
      try {
        if (written !== plan.ticks.length) throw new Error(`${written} of ${plan.ticks.length} frames were written`);
        stdin.end();
        // The muxer for pictures says that the disk is full and ends as if all were well.
        if ((await tool.ended) !== 0 || saysDiskFull(tool.stderr())) await failed();
        const { rotationDeg } = media.video;
        if (rotationDeg !== 0 && plan.format.turnedDeg === 0) await writeRotation(partPath, { ...options, rotationDeg });
        const report = await checkOutput(tools, partPath, { expected: { ...plan, ...options, source: media }, signal });
        if (!report.ok) throw wrongOutput(outputPath, report);
        await giveName(place);
        return { report, sizeBytes: (await mediaInput(outputPath)).sizeBytes };
      } catch (error) {
        const full = await isDiskFull(dirname(outputPath));
        await discard();
        // A file that the disk had no room for cannot be read back, whatever ffmpeg said of it.
        if (full && !signal.aborted) throw diskFull(outputPath, error);
        throw error;
      }
    },
    abort: discard,
  };
}

/** Not one block to spare; unknown counts as no. */
async function isDiskFull(folder: string): Promise<boolean> {
  const free = await freeBytes(folder);
  return free !== null && free < 16_384;
}

function wrongOutput(outputPath: string, report: OutputReport): AppError {
  return new AppError(
    'output-wrong',
    `${outputPath} was written but is not what it has to be: ${differences(report)}. It was removed; try another codec or container.`,
  );
}
