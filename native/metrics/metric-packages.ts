import { AppError } from '../contract/index.ts';
import type { MetricFacts, MetricManifest, MissingMetric } from '../contract/index.ts';
import type { LoadedMetric, ModelStore } from '../inference/model-store.ts';
import { digest } from '../inference/loaded-component.ts';
import { missingFlow, missingMetrics } from './missing-metrics.ts';
import { metrics } from './registry.ts';

/** A package that measures, and what it is to whoever shows or compares its numbers. */
export interface PackagedMetric extends LoadedMetric {
  readonly facts: MetricFacts;
  /** What it is asked: about the pictures, how far the clip changes from frame to frame as the reference does, or for the motion that a metric looks at. */
  readonly asks: 'pictures' | 'changes' | 'motion';
}

export interface MetricPackages {
  /** In the order of their ids. */
  readonly ready: readonly PackagedMetric[];
  /** Why one that is installed cannot be used, by its id. */
  readonly faulty: ReadonlyMap<string, AppError>;
  /** What is not installed, and what is and cannot be used. */
  readonly missing: readonly MissingMetric[];
}

/** The packages of the kind `metric` on this machine. One that cannot be used is told and hinders no other. */
export async function findMetricPackages(
  store: ModelStore,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<MetricPackages> {
  const ready: PackagedMetric[] = [];
  const faulty = new Map<string, AppError>();
  const unusable: MissingMetric[] = [];
  let flow: string | null = null;
  const cards = (await store.list()).filter(({ kind, status }) => kind === 'metric' && status !== 'not-installed');
  for (const { id, name } of cards.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    try {
      const loaded = await store.openMetric(id, { signal });
      if (loaded.manifest.answers === 'flow') {
        if (flow === null) ready.push(...motionMetrics(loaded));
        else
          unusable.push({ title: name, reason: `The package ${flow} finds the motion, and one is enough. To use this one, remove that.` });
        flow ??= id;
        continue;
      }
      ready.push({ ...loaded, facts: factsOf(loaded), asks: 'pictures' });
      const hasOwn = cards.some((card) => card.id === CHANGES.name);
      if (id === CHANGES.of && !hasOwn && comparesFrames(loaded)) ready.push({ ...loaded, facts: changeFacts(loaded), asks: 'changes' });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'canceled') throw error;
      faulty.set(id, error);
      unusable.push({ title: name, reason: error.message });
    }
  }
  const networks = missingMetrics(cards.map(({ id }) => id));
  return { ready, faulty, missing: [...unusable, ...networks, ...(flow === null ? [missingFlow] : [])] };
}

function factsOf({ manifest, sha256 }: LoadedMetric): MetricFacts {
  const { id, name, version, unit, better, definition, inputs } = manifest;
  return {
    ...{ name: id, title: name, packageVersion: version, unit, frameUnit: unit, better, definition },
    version: versionOf(sha256),
    scope: scopeOf(manifest),
    needs: inputs.some(({ sees }) => sees === 'reference') ? 'reference' : 'nothing',
  };
}

/** What comes with Interweave and looks at motion, by this package's: another flow, another version. */
function motionMetrics(loaded: LoadedMetric): readonly PackagedMetric[] {
  const { id, version } = loaded.manifest;
  const flowVersion = versionOf(digest([loaded.sha256, id, version]));
  return metrics
    .filter(({ motions }) => motions !== undefined)
    .map(({ facts }) => ({
      ...loaded,
      facts: { ...facts, version: flowVersion + facts.version, flow: `${id} ${version}` },
      asks: 'motion',
    }));
}

/** TecoGAN's measure of what changes over time; its distance is LPIPS. */
const CHANGES = { of: 'lpips', name: 'tlp' } as const;

function comparesFrames({ manifest: { inputs } }: LoadedMetric): boolean {
  const seen = inputs.map(({ sees }) => sees);
  return seen.length === 2 && seen.includes('frame') && seen.includes('reference');
}

function changeFacts(loaded: LoadedMetric): MetricFacts {
  return {
    ...factsOf(loaded),
    ...{ name: CHANGES.name, title: 'tLP', scope: 'pair', better: 'lower' },
    definition:
      'How far the distance of each frame to the one before it, by the package lpips, is from that distance in the reference, without sign (TecoGAN, not times 100). Mean over pairs.',
  };
}

function scopeOf({ clip, inputs }: MetricManifest): MetricFacts['scope'] {
  if (clip !== null) return 'clip';
  return inputs.some(({ sees }) => sees === 'before') ? 'pair' : 'frame';
}

/** Other bits, another version: what older files found is stale by itself. */
function versionOf(sha256: string): number {
  return Number.parseInt(sha256.slice(0, 12), 16) + 1;
}
