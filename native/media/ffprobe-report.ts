import { z } from 'zod';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { crashed, runTool } from './ffmpeg-process.ts';
import type { MediaInput } from './media-input.ts';

/** What ffprobe says of a stream. Everything may be missing: it depends on the format and on the version. */
const ProbedStream = z.object({
  index: z.int().nonnegative(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.coerce.string().optional(),
  width: z.int().nonnegative().optional(),
  height: z.int().nonnegative().optional(),
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  field_order: z.string().optional(),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  color_primaries: z.string().optional(),
  color_transfer: z.string().optional(),
  chroma_location: z.string().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  time_base: z.string().optional(),
  nb_frames: z.string().optional(),
  duration: z.string().optional(),
  sample_rate: z.string().optional(),
  channels: z.int().optional(),
  disposition: z.record(z.string(), z.number()).default({}),
  tags: z.record(z.string(), z.string()).default({}),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
});
export type ProbedStream = z.infer<typeof ProbedStream>;

const ProbeReport = z.object({
  streams: z.array(ProbedStream).default([]),
  format: z
    .object({ format_name: z.string().default(''), duration: z.string().optional(), tags: z.record(z.string(), z.string()).default({}) })
    .optional(),
});
export type ProbeReport = z.infer<typeof ProbeReport>;

/** A decoded frame's own word on what the container may not say. */
const ProbedFrame = z.object({ interlaced_frame: z.number().default(0), top_field_first: z.number().default(0) });
const FrameReport = z.object({ frames: z.array(ProbedFrame).default([]) });
export type ProbedFrame = z.infer<typeof ProbedFrame>;

/**
 * ffprobe directly and not fluent-ffmpeg's `ffprobe`: that one cannot be canceled, reads the text format, in which
 * side data (rotation) has no place, and turns tags that look like numbers into numbers (decision 0003).
 */
export async function probeStreams(
  tools: FfmpegTools,
  input: MediaInput,
  { signal }: { readonly signal: AbortSignal },
): Promise<{ readonly report: ProbeReport; readonly stderr: string }> {
  const { text, stderr } = await ffprobeJson(tools, ['-show_format', '-show_streams', ...input.options, '-i', input.url], signal);
  return { report: ProbeReport.parse(text), stderr };
}

/** The first few frames, decoded. */
export async function probeFirstFrames(
  tools: FfmpegTools,
  input: MediaInput,
  { streamIndex, signal }: { readonly streamIndex: number; readonly signal: AbortSignal },
): Promise<readonly ProbedFrame[]> {
  const select = ['-select_streams', String(streamIndex), '-read_intervals', '%+#8'];
  const entries = ['-show_entries', 'frame=interlaced_frame,top_field_first'];
  const { text } = await ffprobeJson(tools, [...select, ...entries, ...input.options, '-i', input.url], signal);
  return FrameReport.parse(text).frames;
}

async function ffprobeJson(
  tools: FfmpegTools,
  args: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly text: unknown; readonly stderr: string }> {
  const lines: string[] = [];
  const { code, stderr } = await runTool(tools.ffprobePath, ['-v', 'error', '-print_format', 'json', ...args], {
    signal,
    onLine: (line) => lines.push(line),
  });
  if (code === null) throw crashed(tools.ffprobePath, args.at(-1) ?? '');
  try {
    return { text: JSON.parse(lines.join('\n')) as unknown, stderr };
  } catch {
    // Cut short: as good as nothing said.
    return { text: {}, stderr };
  }
}
