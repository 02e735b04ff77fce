import type { MissingMetric } from '../contract/index.ts';

/** Measures of the paper's tables, and others of the field, that need a trained network: by their names, which are the ids of their packages. */
const networks: ReadonlyMap<string, string> = new Map([
  ['clip-iqa', 'CLIP-IQA'],
  ['musiq', 'MUSIQ'],
  ['nrqm', 'NRQM'],
  ['niqe', 'NIQE'],
  ['dover', 'DOVER'],
  ['lpips', 'LPIPS'],
  ['tlp', 'tLP'],
  ['background-consistency', 'VBench background consistency'],
]);

/** Measured by the package of another. */
const packageOf: Readonly<Record<string, string>> = { tlp: 'lpips' };

/** One text for all, so that they can be told together. */
const HOW_TO_ADD =
  'Needs a trained network, which does not come with Interweave. To add it, export the network to ONNX and wrap it as a package of the kind "metric" ' +
  'with the id in brackets, as models/export/README.md says. Then take it in: interweave models import FOLDER';

/** Not a number that is missing, but a better ground for those that are here. */
export const missingFlow: MissingMetric = {
  title: 'Warping error and tOF by the motion of a network (such as RAFT)',
  reason:
    "Without such a network they take Farneback's optical flow. To add one, export it to ONNX and wrap it as a package that answers a flow, as " +
    'models/export/README.md says. Then take it in: interweave models import FOLDER',
};

/** Those that are not among the installed ones: told, so that nobody takes their absence for a choice. */
export function missingMetrics(installed: readonly string[]): readonly MissingMetric[] {
  return [...networks]
    .filter(([name]) => !installed.includes(name))
    .map(([name, title]) => ({ id: packageOf[name] ?? name, title }))
    .filter(({ id }) => !installed.includes(id))
    .map(({ id, title }) => ({ title: `${title} (${id})`, reason: HOW_TO_ADD }));
}

/** What it takes to have a measure of this name; null for one that nobody knows. */
export function howToAdd(id: string): string | null {
  const title = networks.get(id);
  const named = packageOf[id] === undefined ? title : `${title} (${packageOf[id]})`;
  return title === undefined ? null : `${named}: ${HOW_TO_ADD}`;
}
