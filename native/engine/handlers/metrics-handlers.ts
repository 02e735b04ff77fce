import { basename } from 'node:path';
import { AppError } from '../../contract/index.ts';
import type { AssetId, MetricFacts, MetricResult, ProjectId, Run } from '../../contract/index.ts';
import type { MeasuredClip } from '../../metrics/alignment.ts';
import type { SeamPlan } from '../../metrics/metric-seam.ts';
import { findMetricPackages } from '../../metrics/metric-packages.ts';
import type { MetricPackages } from '../../metrics/metric-packages.ts';
import { builtInMetric, factsNamed, metricFacts } from '../../metrics/registry.ts';
import { spaced } from '../../util/spaced.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { keepSeries, keptSeries } from '../measured-series.ts';
import { assetFile, pictureSource } from '../picture-source.ts';
import { clipOfRun } from '../project-assets.ts';
import { runManifest } from '../run-manifest.ts';
import { runSeams } from '../run-windows.ts';
import { createSharedWork } from '../shared-work.ts';

/** Measurements of runs: the clip's numbers in the project, those of single frames in the cache. */
export function metricsHandlers(parts: EngineParts): HandlersOf<'metrics'> {
  const { project, events, tools, options } = parts;
  const measuring = createSharedWork<Run>();
  const packages = async (signal: AbortSignal): Promise<MetricPackages> => findMetricPackages(await parts.models(), { signal });

  return {
    'metrics.list': async (_, { signal }) => {
      const found = await packages(signal);
      return { metrics: [...metricFacts(factsOf(found))], missing: [...found.missing] };
    },

    'metrics.measure': ({ projectId, id, metrics, referenceId }, { signal }) =>
      measuring.run(JSON.stringify([projectId, id, metrics, referenceId]), signal, async (abort) => {
        const { store } = project(projectId);
        const run = store.run(id);
        const { media } = await pictureSource(parts, { projectId, of: { type: 'run', id } }, { signal: abort });
        const restored: MeasuredClip = { media, range: { startFrame: 0, endFrame: media.video.frameCount } };
        const source = await sourceOf(parts, { projectId, run, signal: abort });
        const reference = referenceId === null ? null : await referenceOf(parts, { projectId, run, id: referenceId, signal: abort });
        const given = { reference, source, windows: await seamsOfRun(parts, run, source) };
        const { measurable, measureClip } = await import('../../metrics/measure-clip.ts');
        const found = await packages(abort);
        const facts = factsOf(found);
        const names = metrics ?? measurable(given, facts);
        const progress = spaced((done: number, total: number) => events.emit('metrics.progressed', { projectId, id, done, total }), {
          always: ([done, total]) => done === total,
        });
        const measured = await measureClip(
          await tools(),
          { restored, ...given, metrics: names, packages: found.ready, align: 'frames' },
          { signal: abort, progress },
        );
        const results = measured.results.map((result) => withReference(result, { reference, facts }));
        await keepSeries(options.cacheDir, { run, results, series: measured.series });
        // As it is now: a note may have been written meanwhile.
        const kept = (project(projectId).store.run(id).metrics ?? []).filter(({ name }) => !names.includes(name));
        const changed = project(projectId).store.updateRun(id, { metrics: inOrder([...kept, ...results], facts) });
        events.emit('run.changed', { projectId, run: changed });
        return changed;
      }),

    'metrics.series': async ({ projectId, id, metric, startFrame, frames }, { signal }) => {
      const run = project(projectId).store.run(id);
      // Pages of a plot: packages are looked through only for one of theirs, or that may find its motion.
      const own = builtInMetric(metric);
      const { version, title } =
        own !== null && own.motions === undefined ? own.facts : factsNamed(metric, factsOf(await packages(signal)));
      const values = await keptSeries(options.cacheDir, { run, name: metric, version });
      if (values === null) {
        throw new AppError('not-found', `${title} of this result was not measured yet, or the cache was cleared. Measure it.`);
      }
      const wanted = values.subarray(startFrame, startFrame + frames);
      return {
        version,
        frameCount: values.length,
        startFrame,
        values: Array.from(wanted, (value) => (Number.isNaN(value) ? null : value)),
      };
    },
  };
}

/** The part of the source that the run was made of; null when it is not in the project any more. */
async function sourceOf(
  parts: EngineParts,
  { projectId, run, signal }: { readonly projectId: ProjectId; readonly run: Run; readonly signal: AbortSignal },
): Promise<MeasuredClip | null> {
  const { store, path } = parts.project(projectId);
  const clip = clipOfRun(store, run);
  if (clip === null) return null;
  const { media } = await assetFile(parts.facts, clip.asset, { projectPath: path, signal });
  return { media, range: run.range };
}

/** The same moments of the true clip, which is as long as the source or as the run itself. */
async function referenceOf(
  parts: EngineParts,
  { projectId, run, id, signal }: { readonly projectId: ProjectId; readonly run: Run; readonly id: AssetId; readonly signal: AbortSignal },
): Promise<MeasuredClip> {
  const { media } = await pictureSource(parts, { projectId, of: { type: 'asset', id } }, { signal });
  const { frameCount, width, height } = media.video;
  if (width !== run.width || height !== run.height) {
    throw new AppError(
      'bad-input',
      `${media.path} is ${width}x${height} and the result is ${run.width}x${run.height}: the true clip must be as large. Choose another.`,
    );
  }
  if (frameCount === run.frameCount) return { media, range: { startFrame: 0, endFrame: frameCount } };
  if (frameCount >= run.range.endFrame) return { media, range: run.range };
  throw new AppError(
    'bad-input',
    `${media.path} has ${frameCount} frames: the true clip must be as long as the source, or as this result with its ${run.frameCount}. Choose another.`,
  );
}

/** A number against a true clip says which one. */
function withReference(
  result: MetricResult,
  { reference, facts }: { readonly reference: MeasuredClip | null; readonly facts: readonly MetricFacts[] },
): MetricResult {
  if (reference === null || factsNamed(result.name, facts).needs !== 'reference') return result;
  const against = `Against ${basename(reference.media.path)}.`;
  return { ...result, detail: result.detail === '' ? against : `${against} ${result.detail}` };
}

/** In frames of the run. Null for a model that takes each frame by itself, or that is not here any more. */
async function seamsOfRun(parts: EngineParts, run: Run, source: MeasuredClip | null): Promise<SeamPlan | null> {
  if (run.recipe.pipeline !== 'diffvsr') return null;
  const manifest = await runManifest(parts, run);
  const frameCount = source?.media.video.frameCount ?? run.range.endFrame;
  return manifest === null ? null : runSeams(run, { manifest, frameCount });
}

/** Numbers of packages that are not here any more come last. */
function inOrder(results: readonly MetricResult[], packages: readonly MetricFacts[]): MetricResult[] {
  const order = metricFacts(packages).map(({ name }) => name);
  const place = ({ name }: MetricResult): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...results].sort((a, b) => place(a) - place(b));
}

function factsOf({ ready }: MetricPackages): readonly MetricFacts[] {
  return ready.map(({ facts }) => facts);
}
