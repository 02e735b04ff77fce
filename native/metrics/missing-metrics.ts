import type { MissingMetric } from '../contract/index.ts';

const REASON = 'Needs a network of its own. This version does not run packages of the kind "metric" yet, so it cannot be added.';

/** Measures of the paper's tables that are not here: told, so that nobody takes their absence for a choice. */
export const missingMetrics: readonly MissingMetric[] = [
  'CLIP-IQA',
  'MUSIQ',
  'NRQM',
  'DOVER',
  'LPIPS',
  'Background consistency (VBench)',
].map((title) => ({ title, reason: REASON }));
