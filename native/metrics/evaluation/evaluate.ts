import { stat } from 'node:fs/promises';
import { AppError } from '../../contract/index.ts';
import type { MediaInfo, MetricFacts } from '../../contract/index.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { measurable, measureClip } from '../measure-clip.ts';
import type { PackagedMetric } from '../metric-packages.ts';
import { builtInMetric, metricFacts } from '../registry.ts';
import { takePictures } from './clip-pictures.ts';
import type { ClipResult, DoneResult, RestoredFacts } from './clip-result.ts';
import type { Dataset, DatasetClip } from './dataset.ts';
import { openClip, wholeClip } from './open-clip.ts';
import type { OpenClip } from './open-clip.ts';
import { openResultStore } from './result-store.ts';

/** A way to restore clips: a model with its recipe, or plain interpolation. */
export interface Restorer {
  readonly id: string;
  readonly title: string;
  readonly scale: number;
  /** Everything that decides its pixels, as one text. */
  readonly identity: string;
  /** Writes the whole clip into a lossless file. What it leaves behind when it is interrupted, it goes on from by itself. */
  readonly restore: (
    source: MediaInfo,
    options: { readonly outputPath: string; readonly signal: AbortSignal; readonly progress: (stage: string, fraction: number) => void },
  ) => Promise<RestoredFacts>;
}

/** The true clip itself, measured without a reference: what no restorer can be asked to beat. */
export const TRUTH = { id: 'ground-truth', title: 'Ground truth' } as const;
/** Pictures of the damaged clip go by this name. */
export const SOURCE_PICTURES = 'source';

export interface EvaluateOptions {
  readonly tools: FfmpegTools;
  readonly datasets: readonly Dataset[];
  readonly restorers: readonly Restorer[];
  /** What measures beside what comes with Interweave. */
  readonly packages: readonly PackagedMetric[];
  /** Where results, restored clips and pictures go; what is finished there is not done again. */
  readonly folder: string;
  readonly probe: (path: string) => Promise<MediaInfo>;
  readonly signal: AbortSignal;
  /** What is being done, and how much of the whole is, 0..1. */
  readonly progress: (text: string, fraction: number) => void;
  readonly failed: (result: Extract<ClipResult, { status: 'failed' }>) => void;
}

export interface Evaluation {
  /** By data set, clip and restorer, in the order in which they were given; of each clip with a reference the truth last. */
  readonly results: readonly ClipResult[];
  /** Taken over from an earlier run. */
  readonly reused: number;
}

/** Restores and measures every clip with every restorer. A clip that fails is recorded, and the rest goes on. */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { datasets, signal } = options;
  const all = datasets.flatMap((dataset) =>
    dataset.clips.flatMap((clip) => contendersOf(clip, options).map((contender) => ({ dataset, clip, contender }))),
  );
  const store = openResultStore(options.folder);
  const picturesOfSource = ({ title }: Dataset, { name }: DatasetClip): string =>
    store.places({ dataset: title, clip: name, model: SOURCE_PICTURES }).picturePath;
  const results: ClipResult[] = [];
  let reused = 0;
  let open: OpenClip | null = null;
  for (const [index, { dataset, clip, contender }] of all.entries()) {
    signal.throwIfAborted();
    if (open?.clip !== clip) open = openClip({ clip, picturePath: picturesOfSource(dataset, clip) }, options);
    const place = `${index + 1} of ${all.length}: ${dataset.title}, ${clip.name}, ${contender.id}`;
    const tell = (text: string, fraction: number): void => options.progress(`${place}: ${text}`, (index + fraction) / all.length);
    const { result, fresh } = await resultOf({ dataset, clip, contender, store, open, tell }, options);
    if (!fresh) reused += 1;
    results.push(result);
  }
  return { results, reused };
}

/** Null for the truth, which nobody restores. */
interface Contender {
  readonly id: string;
  readonly identity: string;
  readonly restorer: Restorer | null;
}

function contendersOf({ truthPath }: DatasetClip, { restorers }: EvaluateOptions): readonly Contender[] {
  const models = restorers.map((restorer) => ({ id: restorer.id, identity: restorer.identity, restorer }));
  return truthPath === null ? models : [...models, { id: TRUTH.id, identity: 'the true clip', restorer: null }];
}

interface Work {
  readonly dataset: Dataset;
  readonly clip: DatasetClip;
  readonly contender: Contender;
  readonly store: ReturnType<typeof openResultStore>;
  readonly open: OpenClip;
  readonly tell: (text: string, fraction: number) => void;
}

async function resultOf(work: Work, options: EvaluateOptions): Promise<{ readonly result: ClipResult; readonly fresh: boolean }> {
  const { dataset, clip, contender, store, open } = work;
  const key = { dataset: dataset.title, clip: clip.name, model: contender.id };
  let identity = contender.identity;
  try {
    identity = JSON.stringify([contender.identity, await open.fingerprints()]);
    const before = await store.read(key);
    const kept = before?.identity === identity ? before : null;
    if (kept?.status === 'done' && isCurrent(kept, wantedOf(kept, options))) return { result: kept, fresh: false };
    const result = await freshResult({ ...work, key: { ...key, identity }, kept }, options);
    return { result, fresh: true };
  } catch (error) {
    options.signal.throwIfAborted();
    const { code, message } =
      error instanceof AppError ? error : new AppError('internal', error instanceof Error ? error.message : String(error));
    const failure = { ...key, identity, status: 'failed', error: { code, message } } as const;
    await store.write(failure);
    options.failed(failure);
    return { result: failure, fresh: true };
  }
}

interface FreshWork extends Work {
  readonly key: { readonly dataset: string; readonly clip: string; readonly model: string; readonly identity: string };
  readonly kept: ClipResult | null;
}

/** Share of the restoring in the progress of one clip; the measuring is the rest. */
const RESTORING = 0.8;

async function freshResult(work: FreshWork, { tools, packages, probe, signal }: EvaluateOptions): Promise<DoneResult> {
  const { key, kept, contender, store, open, tell } = work;
  const places = store.places(key);
  const { source, truth, view } = await open.media();

  // 1. Restore, unless only the measuring is out of date
  let facts = kept !== null && kept.status !== 'failed' && (await isThere(places.restoredPath)) ? kept.facts : null;
  const { restorer } = contender;
  if (facts === null && restorer !== null) {
    refuseOtherSize(source.media, truth?.media ?? null, restorer);
    const progress = (stage: string, fraction: number): void => tell(stage, fraction * RESTORING);
    facts = await restorer.restore(source.media, { outputPath: places.restoredPath, signal, progress });
    await store.write({ ...key, status: 'restored', facts });
  }

  // 2. Measure
  const own = restorer === null ? truth : await wholeClip(probe, places.restoredPath);
  if (own === null) throw new Error('only a clip with a reference has a true clip to measure');
  const given = { reference: restorer === null ? null : truth, source, windows: facts?.seams ?? null };
  const names = measurable(given, factsOf(packages));
  const request = { restored: own, ...given, metrics: names, packages, align: 'frames' } as const;
  const measured = await measureClip(tools, request, {
    signal,
    progress: (done, total) => tell(`Measuring frame ${done} of ${total}`, RESTORING + ((1 - RESTORING) * done) / total),
  });

  // 3. What the report shows
  await takePictures(tools, own.media, { picturePath: places.picturePath, view, signal });
  const result: DoneResult = {
    ...key,
    status: 'done',
    facts: facts ?? untouched,
    frameCount: measured.frameCount,
    width: own.media.video.width,
    height: own.media.video.height,
    view,
    metrics: [...measured.results],
    series: Object.fromEntries([...measured.series].map(([name, values]) => [name, [...values].map(orNull)])),
  };
  await store.write(result);
  return result;
}

const untouched: RestoredFacts = {
  ...{ version: '', sha256: '', device: '', recipe: null, versions: {}, wallMs: 0, framesSha256: null, notes: [], seams: null },
};

function refuseOtherSize(source: MediaInfo, truth: MediaInfo | null, { scale, id }: Restorer): void {
  if (truth === null) return;
  const [width, height] = [source.video.width * scale, source.video.height * scale];
  if (truth.video.width === width && truth.video.height === height) return;
  throw new AppError(
    'bad-input',
    `${id} makes ${width}x${height} of ${source.path}, but the true clip ${truth.path} is ${truth.video.width}x${truth.video.height}. Use a source that is ${scale} times smaller than its true clip.`,
  );
}

/** What would be measured of a clip today, by the versions of today. */
function wantedOf({ model, metrics }: DoneResult, { packages }: EvaluateOptions): readonly MetricFacts[] {
  const had = new Set(metrics.map(({ name }) => name));
  // What was given then is given now: a metric that is new here needs the same as one that was measured.
  const given = new Set(metricFacts([]).flatMap(({ name, needs }) => (had.has(name) ? [needs] : [])));
  const hasReference = given.has('reference');
  return metricFacts(factsOf(packages)).filter(({ name, needs }) =>
    builtInMetric(name) === null ? needs === 'nothing' || (hasReference && model !== TRUTH.id) : given.has(needs),
  );
}

/** A number of a package that is not here any more stays as it was. */
function isCurrent({ metrics }: DoneResult, wanted: readonly MetricFacts[]): boolean {
  return wanted.every((facts) => metrics.some(({ name, version }) => name === facts.name && version === facts.version));
}

function factsOf(packages: readonly PackagedMetric[]): readonly MetricFacts[] {
  return packages.map(({ facts }) => facts);
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
