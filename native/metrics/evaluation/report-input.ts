import type { MetricFacts, MissingMetric } from '../../contract/index.ts';
import type { ClipResult } from './clip-result.ts';
import type { Dataset } from './dataset.ts';
import type { Restorer } from './evaluate.ts';

/** Everything that a report is made of. */
export interface ReportInput {
  readonly datasets: readonly Dataset[];
  readonly restorers: readonly Pick<Restorer, 'id' | 'title'>[];
  readonly results: readonly ClipResult[];
  /** What measured beside what comes with Interweave, and what would, if it were here. */
  readonly packages: { readonly facts: readonly MetricFacts[]; readonly missing: readonly MissingMetric[] };
  readonly startedAt: Date;
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The user's own remark. */
  readonly note: string | null;
}

export type ReportFile = 'report.json' | 'results.csv' | 'report.md' | 'report.html';
