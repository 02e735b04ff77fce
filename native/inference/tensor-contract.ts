import { AppError } from '../contract/index.ts';
import type { ModelManifest, TensorSpec } from '../contract/index.ts';
import { readOutline } from './onnx-outline.ts';
import type { DeclaredTensor, GraphOutline } from './onnx-outline.ts';
import { howToMend } from './package-words.ts';

/** What a manifest promises of one graph. A string dimension stands for any dynamic one. */
export interface TensorPromise {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** What a package's model file says about itself. `what` is the file in words: "model file", "denoiser". */
export function outlineOfFile(path: string, { manifest, what }: { readonly manifest: ModelManifest; readonly what: string }): GraphOutline {
  try {
    return readOutline(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('model-corrupt', `The ${what} of ${manifest.id} ${why}. ${howToMend(manifest)}`, error);
  }
}

/** Compares what a graph declares with what its manifest promises: names, types and shapes of all inputs and outputs. */
export function checkTensorContract(
  outline: GraphOutline,
  promise: TensorPromise,
  { manifest, what }: { readonly manifest: ModelManifest; readonly what: string },
): void {
  const differences = [...compare('input', promise.inputs, outline.inputs), ...compare('output', promise.outputs, outline.outputs)];
  if (differences.length === 0) return;
  throw new AppError(
    'model-contract',
    `The ${what} of ${manifest.id} is not what its manifest promises: ${differences.join('; ')}. ${howToMend(manifest)}`,
  );
}

function compare(role: string, promised: readonly TensorSpec[], declared: readonly DeclaredTensor[]): string[] {
  const [onlyPromised, onlyDeclared] = [promised[0], declared[0]];
  if (promised.length === 1 && declared.length === 1 && onlyPromised !== undefined && onlyDeclared !== undefined) {
    const name =
      onlyDeclared.name === onlyPromised.name ? [] : [`its ${role} is called "${onlyDeclared.name}", not "${onlyPromised.name}"`];
    return [...name, ...compareOne(`its ${role}`, onlyPromised, onlyDeclared)];
  }
  const unknown = declared.filter(({ name }) => !promised.some((tensor) => tensor.name === name));
  return [
    ...promised.flatMap((tensor) => {
      const own = declared.find(({ name }) => name === tensor.name);
      return own === undefined ? [`it has no ${role} "${tensor.name}"`] : compareOne(`its ${role} "${tensor.name}"`, tensor, own);
    }),
    ...unknown.map(({ name }) => `it has an ${role} "${name}" that was not promised`),
  ];
}

function compareOne(which: string, promised: TensorSpec, declared: DeclaredTensor): string[] {
  const differences: string[] = [];
  if (declared.type !== promised.type) differences.push(`${which} is ${declared.type}, not ${promised.type}`);
  const sameShape =
    declared.shape.length === promised.shape.length &&
    promised.shape.every((dim, axis) => (typeof dim === 'string' ? declared.shape[axis] === null : declared.shape[axis] === dim));
  if (!sameShape) {
    const actual = declared.shape.map((dim) => dim ?? '?').join(', ');
    differences.push(`${which} has the shape [${actual}], not [${promised.shape.join(', ')}]`);
  }
  return differences;
}
