import type { MetricName } from '../contract/index.ts';
import { runTool, toolFailure } from '../media/ffmpeg-process.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { missingFrame } from '../media/frame-reader.ts';
import { ONE_THREAD, SOURCE_OPTIONS } from '../media/frame-scan.ts';
import { mediaChanged, unchangedInput } from '../media/media-input.ts';
import type { MeasuredClip } from './alignment.ts';
import { MARK, filterGraph } from './filter-graph.ts';
import type { FilteredClips, Role } from './filter-graph.ts';
import { filterReading } from './filter-readings.ts';

interface FilterRequest extends FilteredClips {
  /** Each with a reading. */
  readonly metrics: readonly MetricName[];
}

interface FilterOptions {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

/**
 * Measures by ffmpeg's own filters, in one process that decodes each clip once: only numbers come out of it, one for each frame and metric,
 * NaN where there is none. Frames belong together by their number. Refuses a clip whose frames are not as many as its range says.
 */
export async function measureByFilters(
  tools: FfmpegTools,
  { restored, reference, metrics }: FilterRequest,
  { signal, progress }: FilterOptions,
): Promise<ReadonlyMap<MetricName, Float64Array>> {
  const clips = reference === null ? [restored] : [restored, reference];
  const frameCount = lengthOf(restored);
  const series = new Map(metrics.map((name) => [name, new Float64Array(frameCount).fill(NaN)]));
  const readings = [...series].flatMap(([name, values]) => {
    const reading = filterReading(name);
    return reading === null ? [] : [{ ...reading, values }];
  });
  const seen: Record<Role, number> = { restored: 0, reference: 0 };
  const said = new Map<string, number>();
  let frame = 0;

  const take = (line: string): void => {
    const began = /^frame:\d+\s+pts:(\d+)/.exec(line)?.[1];
    if (began !== undefined) {
      frame = Number(began);
      said.clear();
      return;
    }
    const [key = '', value = ''] = line.split('=');
    if (key === MARK) {
      seen[value as Role] = frame + 1;
      if (value === 'restored') progress(frame + 1, frameCount);
      return;
    }
    said.set(key, Number(value));
    for (const { keys, number, values } of readings) {
      // NaN until the last of its keys has come.
      if (keys.includes(key)) values[frame] = number(keys.reduce((sum, one) => sum + (said.get(one) ?? NaN), 0) / keys.length);
    }
  };

  const { graph, ends } = filterGraph({ restored, reference }, new Set(readings.map(({ question }) => question)));
  const inputs: string[] = [];
  for (const { media } of clips) {
    const { options, url } = await unchangedInput(media);
    inputs.push(...(media.warnings.includes('truncated') ? ONE_THREAD : []), ...SOURCE_OPTIONS.slice(1), ...options, '-i', url);
  }
  const outputs = [...ends.flatMap((end) => ['-map', `[${end}]`]), '-fps_mode', 'passthrough', '-f', 'null', '-'];
  const args = ['-v', 'error', '-nostdin', SOURCE_OPTIONS[0], ...inputs, '-filter_complex', graph, ...outputs];
  const { code, stderr } = await runTool(tools.ffmpegPath, args, { signal, onLine: take });

  if (code === null || seen.restored === 0) throw toolFailure(stderr, `${restored.media.path} was not measured`);
  for (const [index, clip] of clips.entries()) {
    const came = seen[index === 0 ? 'restored' : 'reference'];
    if (came > lengthOf(clip)) throw mediaChanged(clip.media.path);
    if (came < lengthOf(clip)) throw await missingFrame(clip.media, { frame: clip.range.startFrame + came, stderr });
  }
  return series;
}

function lengthOf({ range }: MeasuredClip): number {
  return range.endFrame - range.startFrame;
}
