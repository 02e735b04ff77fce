import { METRIC_SERIES_FRAMES } from '../../../native/contract/index.ts';
import type { AppError, MetricFacts } from '../../../native/contract/index.ts';
import { useEngineQueries } from '../../engine/engine-client.ts';
import { useProject } from '../../engine/project-data.ts';
import { isStale, resultOf, type NumberedRun } from './run-numbers.ts';

export interface RunSeries extends NumberedRun {
  /** One for each frame of the run; null while they are on their way, or when they cannot be had. */
  readonly values: readonly (number | null)[] | null;
  readonly error: AppError | null;
}

/** The plotted numbers of the runs that have them: those that were measured by the metric's present version. */
export function useRunSeries(runs: readonly NumberedRun[], facts: MetricFacts | null): readonly RunSeries[] {
  const open = useProject();
  const measured = runs.filter(({ run }) => {
    const result = facts === null ? null : resultOf(run, facts.name);
    return facts !== null && result !== null && !isStale(result, facts);
  });
  const pages = measured.map(({ run }) =>
    Array.from({ length: Math.ceil(run.frameCount / METRIC_SERIES_FRAMES) }, (_, page) => page * METRIC_SERIES_FRAMES),
  );
  const inputs =
    open === null || facts === null
      ? []
      : measured.flatMap(({ run }, index) =>
          pages[index]!.map((startFrame) => ({
            ...{ projectId: open.head.id, id: run.id, metric: facts.name },
            ...{ startFrame, frames: METRIC_SERIES_FRAMES },
          })),
        );
  const answers = useEngineQueries('metrics.series', inputs, { staleMs: Infinity });
  let next = 0;
  return measured.map((numbered, index): RunSeries => {
    const own = pages[index]!.flatMap(() => answers[next++] ?? []);
    const complete = own.length === pages[index]!.length && own.every(({ data }) => data !== undefined);
    return {
      ...numbered,
      values: complete ? own.flatMap(({ data }) => data?.values ?? []) : null,
      error: own.find(({ error }) => error !== null)?.error ?? null,
    };
  });
}
