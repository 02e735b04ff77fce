import { AppError } from '../contract/index.ts';
import type { MetricFacts, MetricManifest, MissingMetric } from '../contract/index.ts';
import type { LoadedMetric, ModelStore } from '../inference/model-store.ts';
import { missingMetrics } from './missing-metrics.ts';

/** A package that measures, and what it is to whoever shows or compares its numbers. */
export interface PackagedMetric extends LoadedMetric {
  readonly facts: MetricFacts;
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
  const cards = (await store.list()).filter(({ kind, status }) => kind === 'metric' && status !== 'not-installed');
  for (const { id, name } of cards.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    try {
      const loaded = await store.openMetric(id, { signal });
      ready.push({ ...loaded, facts: factsOf(loaded) });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'canceled') throw error;
      faulty.set(id, error);
      unusable.push({ title: name, reason: error.message });
    }
  }
  return { ready, faulty, missing: [...unusable, ...missingMetrics(cards.map(({ id }) => id))] };
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

function scopeOf({ clip, inputs }: MetricManifest): MetricFacts['scope'] {
  if (clip !== null) return 'clip';
  return inputs.some(({ sees }) => sees === 'before') ? 'pair' : 'frame';
}

/** Other bits, another version: what older files found is stale by itself. */
function versionOf(sha256: string): number {
  return Number.parseInt(sha256.slice(0, 12), 16) + 1;
}
