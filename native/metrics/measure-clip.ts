import { AppError } from '../contract/index.ts';
import type { MediaInfo, MetricFacts, MetricName, MetricResult } from '../contract/index.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { readFrames } from '../media/frame-reader.ts';
import { readFramePts } from '../media/frame-pts.ts';
import { checkComparable, pairFrames } from './alignment.ts';
import type { AlignBy, MeasuredClip } from './alignment.ts';
import { openMeasuringThread } from './measure-thread.ts';
import type { MeasuringThread } from './measure-thread.ts';
import type { PackagedMetric } from './metric-packages.ts';
import type { SeamPlan } from './metric-seam.ts';
import { openPackagedMeters } from './packaged-meters.ts';
import { builtInMetric, factsNamed, metricFacts } from './registry.ts';

export interface MeasureRequest {
  readonly restored: MeasuredClip;
  readonly reference: MeasuredClip | null;
  readonly source: MeasuredClip | null;
  readonly metrics: readonly MetricName[];
  /** Those that measure what does not come with Interweave. */
  readonly packages?: readonly PackagedMetric[] | undefined;
  /** Needed by `seam` only. */
  readonly windows: SeamPlan | null;
  readonly align: AlignBy;
}

export interface MeasureOptions {
  readonly signal: AbortSignal;
  /** Frames measured so far, and of how many. */
  readonly progress: (done: number, total: number) => void;
}

export interface Measurement {
  readonly frameCount: number;
  readonly results: readonly MetricResult[];
  /** By metric: one number for each frame of the restored clip, NaN where there is none. */
  readonly series: ReadonlyMap<MetricName, Float64Array>;
}

/** Moments that are read ahead while the thread computes. */
const IN_FLIGHT = 2;

/**
 * Measures a clip in one pass over its frames, and over those of what it is measured against. Frames are compared as 8-bit RGB. Memory
 * does not grow with the clip but for one number for each frame and metric.
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
  const frameCount = restored.range.endFrame - restored.range.startFrame;
  const series = new Map(request.metrics.map((name) => [name, new Float64Array(frameCount).fill(NaN)]));
  const packages = (request.packages ?? []).filter(({ facts }) => series.has(facts.name));
  const builtIn = request.metrics.filter((name) => builtInMetric(name) !== null);
  const size = sizeOf(restored.media);
  const packaged = packages.length === 0 ? null : await openPackagedMeters(packages, { size, signal });
  const streams: (FrameStream | null)[] = [];
  let thread: MeasuringThread | null = null;
  try {
    thread = await openMeasuringThread({
      ...{ metrics: builtIn, size, hasReference: reference !== null },
      sourceSize: source === null ? null : sizeOf(source.media),
    });
    streams.push(
      frameStream(tools, restored, null, signal),
      reference === null ? null : await alignedStream(tools, { clip: reference, role: 'reference', request, signal }),
      source === null ? null : await alignedStream(tools, { clip: source, role: 'source', request, signal }),
    );
    const flying: Promise<void>[] = [];
    for (let frame = 0; frame < frameCount; frame += 1) {
      signal.throwIfAborted();
      const [own, true_ = null, low = null] = await Promise.all(streams.map(async (stream) => stream?.next() ?? null));
      if (!own) break;
      // Before the thread takes the frames over.
      const spans = (await packaged?.measure({ restored: own, reference: true_ })) ?? [];
      for (const [index, span] of spans.entries()) {
        const name = packages[index]?.facts.name;
        if (span !== null && name !== undefined) series.get(name)?.fill(span.value, span.startFrame, span.endFrame);
      }
      const measured = thread.measure({ restored: own, reference: true_, source: low }).then((values) => {
        for (const [index, value] of values.entries()) series.get(builtIn[index] ?? '')?.fill(value, frame, frame + 1);
        progress(frame + 1, frameCount);
      });
      // Whoever waits for it below is told; a failure before that must not count as unheard.
      measured.catch(() => undefined);
      flying.push(measured);
      if (flying.length > IN_FLIGHT) await flying.shift();
    }
    await Promise.all(flying);
    signal.throwIfAborted();
  } finally {
    await Promise.all([thread?.close(), packaged?.close(), ...streams.map((stream) => stream?.end())]);
  }
  const places = { seams: new Set(request.windows?.frames), cuts: new Set(request.windows?.cuts) };
  const results = request.metrics.map((name): MetricResult => {
    const values = series.get(name) ?? new Float64Array(0);
    const at = packages.findIndex(({ facts }) => facts.name === name);
    const { version, unit } = factsNamed(name, factsOf(request));
    const own = builtInMetric(name)?.summarize({ values, ...places });
    const summary = own ?? packaged?.summaries()[at] ?? { value: null, note: null };
    const detail = own === undefined ? packaged?.details[at] : thread.details[builtIn.indexOf(name)];
    return { name, version, unit, detail: detail ?? '', ...summary };
  });
  return { frameCount, results, series };
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

/** Frames one by one; the samples are the receiver's. */
interface FrameStream {
  readonly next: () => Promise<Uint8Array | null>;
  readonly end: () => Promise<void>;
}

function frameStream(tools: FfmpegTools, { media, range }: MeasuredClip, framePts: Float64Array | null, signal: AbortSignal): FrameStream {
  const frames = readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, signal, framePts: framePts ?? undefined });
  return {
    next: async () => {
      const frame = await frames.next();
      // 8 bits were asked for.
      return frame.done === true ? null : (frame.value.data as Uint8Array);
    },
    end: async () => {
      await frames.return(undefined);
    },
  };
}

async function alignedStream(
  tools: FfmpegTools,
  {
    clip,
    role,
    request: { restored, align },
    signal,
  }: { readonly clip: MeasuredClip; readonly role: 'reference' | 'source'; readonly request: MeasureRequest; readonly signal: AbortSignal },
): Promise<FrameStream> {
  if (align === 'frames') return frameStream(tools, clip, null, signal);
  const [pts, otherPts] = await Promise.all([readFramePts(tools, restored.media, { signal }), readFramePts(tools, clip.media, { signal })]);
  const pairs = pairFrames({ ...restored, pts }, { ...clip, pts: otherPts }, role);
  const stream = frameStream(tools, clip, otherPts, signal);
  let [asked, at] = [0, clip.range.startFrame - 1];
  let shown: Uint8Array | null = null;
  return {
    next: async () => {
      const wanted = pairs[asked] ?? at;
      asked += 1;
      for (; at < wanted; at += 1) shown = await stream.next();
      // The same frame may be wanted again, and the receiver takes the buffer over.
      return shown?.slice() ?? null;
    },
    end: stream.end,
  };
}

function sizeOf({ video: { width, height } }: MediaInfo): { readonly width: number; readonly height: number } {
  return { width, height };
}
