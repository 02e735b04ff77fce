import { AppError, BuiltInMetric } from '../contract/index.ts';
import type { MetricManifest, TensorSpec } from '../contract/index.ts';
import type { GraphOutline } from './onnx-outline.ts';
import { digest, packageGraphs } from './loaded-component.ts';
import type { LoadedComponent } from './loaded-component.ts';
import { howToMend } from './package-words.ts';

/** A package that measures, which was checked and may be opened. */
export interface LoadedMetric {
  readonly manifest: MetricManifest;
  readonly graph: LoadedComponent;
  /** Over everything that decides its numbers: the files, and what the manifest says is given to them. */
  readonly sha256: string;
}

/** Holds a package whose files are whole to the contract of its kind, which is in the doc comment of `MetricManifest`. */
export function loadMetricPackage(
  { manifest, directory }: { readonly manifest: MetricManifest; readonly directory: string },
  outlines: Map<string, GraphOutline>,
): LoadedMetric {
  checkMetricContract(manifest);
  const { model, inputs, output, answers, memory, files, clip, size } = manifest;
  const { load } = packageGraphs({ manifest, directory }, outlines);
  const graph = load('model file', { model, inputs: inputs.map(({ tensor }) => tensor), outputs: [output], memory });
  const decisive = [
    ...files.map(({ path, sha256 }) => `${path} ${sha256}`).sort(),
    JSON.stringify([inputs, output, clip, size, ...(answers === undefined ? [] : [answers])]),
  ];
  return { manifest, graph, sha256: digest(decisive) };
}

function checkMetricContract(manifest: MetricManifest): void {
  const { id, inputs, clip } = manifest;
  const seen = inputs.map(({ sees }) => sees);
  const differences = [
    ...(BuiltInMetric.safeParse(id).success ? [`its id is the name of a measure that comes with Interweave: give it another`] : []),
    ...repeated(seen).map((role) => `two inputs see the ${role}`),
    ...repeated(inputs.map(({ tensor }) => tensor.name)).map((name) => `two inputs are called "${name}"`),
    ...(seen.includes('clip') ? clipDifferences(manifest) : []),
    ...(clip !== null && !seen.includes('clip') ? ['it describes windows of a clip, and no input sees a clip'] : []),
    ...inputs.flatMap(({ sees, tensor }) => inputDifferences(tensor, sees === 'clip' ? (clip?.frames ?? 0) : 1)),
    ...(manifest.answers === 'flow' ? flowDifferences(manifest) : numberDifferences(manifest)),
  ];
  if (differences.length === 0) return;
  throw new AppError(
    'model-contract',
    `The manifest of ${id} does not describe a measurement that Interweave can take: ${differences.join('; ')}. ${howToMend(manifest)}`,
  );
}

function clipDifferences({ inputs, clip }: MetricManifest): string[] {
  return [
    ...(inputs.length > 1 ? ['an input that sees a clip must be the only one'] : []),
    ...(clip === null ? ['an input sees a clip, and "clip" does not say of which frames'] : []),
  ];
}

function inputDifferences({ name, type, shape }: TensorSpec, frames: number): string[] {
  const [count, channels, ...sides] = shape;
  const differences = type === 'float32' ? [] : [`the input "${name}" is ${type}, not float32`];
  const fits = shape.length === 4 && (typeof count === 'string' || count === frames) && channels === 3;
  if (fits && sides.every((side) => typeof side === 'string' || side >= 1)) return differences;
  return [...differences, `the input "${name}" is [${shape.join(', ')}], not [${frames}, 3, h, w]`];
}

function numberDifferences({ inputs, output: { name, type, shape } }: MetricManifest): string[] {
  return [
    ...(inputs.some(({ sees }) => sees === 'clip' || sees === 'frame') ? [] : ['no input sees the frame, or a clip']),
    ...(type === 'float32' ? [] : [`the output "${name}" is ${type}, not float32`]),
    ...(shape.every((dim) => typeof dim === 'string' || dim === 1)
      ? []
      : [`the output "${name}" is [${shape.join(', ')}], not one number`]),
  ];
}

/** Motion is found between pictures of any size. */
function flowDifferences({ inputs, output: { name, type, shape }, size }: MetricManifest): string[] {
  const seen = inputs.map(({ sees }) => sees);
  const [count, channels, ...sides] = shape;
  const isFlow = shape.length === 4 && (typeof count === 'string' || count === 1) && (typeof channels === 'string' || channels === 2);
  return [
    ...(['before', 'frame'] as const)
      .filter((role) => !seen.includes(role))
      .map((role) => `a flow is that from "before" to "frame", and no input sees "${role}"`),
    ...seen
      .filter((role) => role !== 'before' && role !== 'frame')
      .map((role) => `a flow is that from "before" to "frame", and an input sees "${role}"`),
    ...inputs
      .filter(({ tensor }) => tensor.shape.slice(2).some((side) => typeof side !== 'string'))
      .map(({ tensor }) => `the input "${tensor.name}" of a flow takes pictures of one size only: export it with dynamic sides`),
    ...(type === 'float32' ? [] : [`the output "${name}" is ${type}, not float32`]),
    ...(isFlow && sides.every((side) => typeof side === 'string')
      ? []
      : [`the output "${name}" is [${shape.join(', ')}], not [1, 2, h, w]`]),
    ...(size.type === 'native' ? [] : [`the size of a flow is "native" with a multiple, not "${size.type}"`]),
  ];
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
