import { AppError } from '../contract/index.ts';
import type { MetricFacts, MetricName, MetricResult } from '../contract/index.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { checkComparable } from './alignment.ts';
import { filterReading } from './filter-readings.ts';
import { measureByFilters } from './measure-by-filters.ts';
import { measureByFrames } from './measure-by-frames.ts';
import type { MeasuredFrames } from './measure-by-frames.ts';
import type { MeasureOptions, MeasureRequest } from './measure-request.ts';
import { builtInMetric, factsNamed, metricFacts } from './registry.ts';

export interface Measurement {
  readonly frameCount: number;
  readonly results: readonly MetricResult[];
  /** By metric: one number for each frame of the restored clip, NaN where there is none. */
  readonly series: ReadonlyMap<MetricName, Float64Array>;
}

/**
 * Measures a clip and what it is measured against. What ffmpeg's filters can say is asked of them, when nothing else needs the frames; of
 * the rest each clip is read in one pass. Memory does not grow with the clip but for one number for each frame and metric.
 */
export async function measureClip(tools: FfmpegTools, request: MeasureRequest, { signal, progress }: MeasureOptions): Promise<Measurement> {
  const { restored, reference, source } = request;
  checkNeeds(request);
  for (const [role, clip] of [
    ['reference', reference],
    ['source', source],
  ] as const) {
    if (clip !== null) checkComparable(restored, clip, { role, by: request.align });
  }
  const { filtered, framed } = waysOf(request);
  const paired = request.align === 'frames' ? reference : null;
  // Far less work than the frames are: it is not told where both are wanted.
  const told = framed.length > 0 ? () => undefined : progress;
  const [ofFilters, ofFrames] = await sideBySide(signal, [
    async (both) =>
      filtered.length > 0
        ? measureByFilters(tools, { restored, reference: paired, metrics: filtered }, { signal: both, progress: told })
        : noSeries,
    async (both) => (framed.length > 0 ? measureByFrames(tools, { ...request, metrics: framed }, { signal: both, progress }) : noFrames),
  ]);

  const frameCount = restored.range.endFrame - restored.range.startFrame;
  const places = { seams: new Set(request.windows?.frames), cuts: new Set(request.windows?.cuts) };
  const series = new Map(
    request.metrics.map((name) => [name, ofFilters.get(name) ?? ofFrames.series.get(name) ?? new Float64Array(frameCount).fill(NaN)]),
  );
  const results = request.metrics.map((name): MetricResult => {
    const values = series.get(name) ?? new Float64Array(0);
    const { version, unit } = factsNamed(name, factsOf(request));
    const unpaired = !filtered.includes(name) && !framed.includes(name) ? { value: null, note: PAIRED_BY_NUMBER } : null;
    const summary = unpaired ?? ofFrames.summaries.get(name) ?? builtInMetric(name)?.summarize({ values, ...places });
    return { name, version, unit, detail: ofFrames.details.get(name) ?? '', ...(summary ?? { value: null, note: null }) };
  });
  return { frameCount, results, series };
}

/** Ends when both have ended. What fails ends the other too. */
async function sideBySide<A, B>(
  signal: AbortSignal,
  [first, second]: readonly [(signal: AbortSignal) => Promise<A>, (signal: AbortSignal) => Promise<B>],
): Promise<readonly [A, B]> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const works = [first(both), second(both)] as const;
  for (const work of works) work.catch((error: unknown) => failed.abort(error));
  await Promise.allSettled(works);
  return Promise.all(works);
}

const noSeries: Awaited<ReturnType<typeof measureByFilters>> = new Map();
const noFrames: MeasuredFrames = { series: new Map(), details: new Map(), summaries: new Map() };
const PAIRED_BY_NUMBER = "ffmpeg's filters pair frames by their number: measure it without --align pts.";

/** Whether ffmpeg's filters say all that is asked, and no pixel has to leave ffmpeg. */
function onlyByFilters({ metrics: names, align }: Pick<MeasureRequest, 'metrics' | 'align'>): boolean {
  return align === 'frames' && names.every((name) => filterReading(name) !== null);
}

function waysOf(request: MeasureRequest): { readonly filtered: readonly MetricName[]; readonly framed: readonly MetricName[] } {
  if (onlyByFilters(request)) return { filtered: request.metrics, framed: [] };
  const needsFilters = (name: MetricName): boolean => builtInMetric(name)?.open === null;
  const pairs = (name: MetricName): boolean => builtInMetric(name)?.facts.needs === 'reference';
  return {
    filtered: request.metrics.filter((name) => needsFilters(name) && (request.align === 'frames' || !pairs(name))),
    framed: request.metrics.filter((name) => !needsFilters(name)),
  };
}

/** Refuses a metric that lacks what it needs: a number is never made up. */
function checkNeeds({ metrics: names, reference, source, windows, packages }: MeasureRequest): void {
  const given = { nothing: true, reference: reference !== null, source: source !== null, windows: windows !== null };
  const first = names.map((name) => factsNamed(name, factsOf({ packages }))).find(({ needs }) => !given[needs]);
  if (first === undefined) return;
  throw new AppError('bad-input', `${first.title} (${first.name}) ${needWords[first.needs]}`);
}

/** What to do about a need, as the end of a sentence. */
export const needWords = {
  nothing: 'needs nothing more.',
  reference: 'needs the true clip to compare with: give it with --reference.',
  source: 'needs the clip that was restored: give it with --source.',
  windows: 'needs to know where the windows of the model lie: say it with --window-length and --window-overlap.',
} as const;

/** The metrics that can be measured with what is given. */
export function measurable(
  given: Pick<MeasureRequest, 'reference' | 'source' | 'windows'>,
  packages: readonly MetricFacts[],
): readonly MetricName[] {
  return metricFacts(packages)
    .filter(({ needs }) => needs === 'nothing' || given[needs] !== null)
    .map(({ name }) => name);
}

function factsOf({ packages = [] }: Pick<MeasureRequest, 'packages'>): readonly MetricFacts[] {
  return packages.map(({ facts }) => facts);
}
