import proto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { AppError } from '../contract/index.ts';
import type { FrameUpscalerManifest, TensorSpec } from '../contract/index.ts';
import { howToMend } from './package-words.ts';

/** Element types of ONNX's TensorProto, as manifests call them. */
const typeNames: Readonly<Record<number, TensorSpec['type']>> = { 1: 'float32', 2: 'uint8', 4: 'uint16', 7: 'int64', 10: 'float16' };

/**
 * Compares what a model file declares with what its manifest promises: names, types and shapes of its one input and
 * one output. A string dimension of the manifest stands for any dynamic one.
 */
export function checkTensorContract(model: Uint8Array, manifest: FrameUpscalerManifest): void {
  const graph = readGraph(model, manifest);
  const weights = new Set(graph.initializer?.map(({ name }) => name));
  const inputs = (graph.input ?? []).filter(({ name }) => !weights.has(name));
  const differences = [
    ...compare('input', manifest.input, inputs.map(specOf)),
    ...compare('output', manifest.output, (graph.output ?? []).map(specOf)),
  ];
  if (differences.length === 0) return;
  throw new AppError(
    'model-contract',
    `The model file of ${manifest.id} is not what its manifest promises: ${differences.join('; ')}. ${howToMend(manifest)}`,
  );
}

function readGraph(model: Uint8Array, manifest: FrameUpscalerManifest): onnx.IGraphProto {
  const refuse = (what: string, cause?: unknown): AppError =>
    new AppError('model-corrupt', `The model file of ${manifest.id} ${what}. ${howToMend(manifest)}`, cause);
  let graph: onnx.IGraphProto | null | undefined;
  try {
    ({ graph } = proto.onnx.ModelProto.decode(model));
  } catch (error) {
    throw refuse('is not ONNX', error);
  }
  if (!graph) throw refuse('holds no graph');
  return graph;
}

interface DeclaredTensor {
  readonly name: string;
  readonly type: string;
  /** Null: dynamic. */
  readonly shape: readonly (number | null)[];
}

function specOf({ name, type }: onnx.IValueInfoProto): DeclaredTensor {
  const tensor = type?.tensorType;
  const shape = (tensor?.shape?.dim ?? []).map(({ dimValue }) => (Number(dimValue ?? 0) > 0 ? Number(dimValue) : null));
  return { name: name ?? '', type: typeNames[tensor?.elemType ?? 0] ?? `type ${tensor?.elemType ?? 0}`, shape };
}

function compare(role: string, promised: TensorSpec, declared: readonly DeclaredTensor[]): string[] {
  const [tensor, ...more] = declared;
  if (tensor === undefined || more.length > 0) return [`it has ${declared.length} ${role}s instead of one`];
  const differences: string[] = [];
  if (tensor.name !== promised.name) differences.push(`its ${role} is called "${tensor.name}", not "${promised.name}"`);
  if (tensor.type !== promised.type) differences.push(`its ${role} is ${tensor.type}, not ${promised.type}`);
  const sameShape =
    tensor.shape.length === promised.shape.length &&
    promised.shape.every((dim, axis) => (typeof dim === 'string' ? tensor.shape[axis] === null : tensor.shape[axis] === dim));
  if (!sameShape) {
    const actual = tensor.shape.map((dim) => dim ?? '?').join(', ');
    differences.push(`its ${role} has the shape [${actual}], not [${promised.shape.join(', ')}]`);
  }
  return differences;
}
