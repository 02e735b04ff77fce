import type { MissingMetric } from '../contract/index.ts';

/** Measures of the paper's tables, and others of the field, that need a trained network: by the id that their package has to have. */
const networks: ReadonlyMap<string, string> = new Map([
  ['clip-iqa', 'CLIP-IQA'],
  ['musiq', 'MUSIQ'],
  ['nrqm', 'NRQM'],
  ['niqe', 'NIQE'],
  ['dover', 'DOVER'],
  ['lpips', 'LPIPS'],
  ['background-consistency', 'VBench background consistency'],
]);

/** One text for all, so that they can be told together. */
const HOW_TO_ADD =
  'Needs a trained network, which does not come with Interweave. To add it, export the network to ONNX and wrap it as a package of the kind "metric" ' +
  'with the id in brackets, as models/export/README.md says. Then take it in: interweave models import FOLDER';

/** Those that are not among the installed ones: told, so that nobody takes their absence for a choice. */
export function missingMetrics(installed: readonly string[]): readonly MissingMetric[] {
  return [...networks].filter(([id]) => !installed.includes(id)).map(([id, title]) => ({ title: `${title} (${id})`, reason: HOW_TO_ADD }));
}

/** What it takes to have a measure of this name; null for one that nobody knows. */
export function howToAdd(id: string): string | null {
  const title = networks.get(id);
  return title === undefined ? null : `${title}: ${HOW_TO_ADD}`;
}
