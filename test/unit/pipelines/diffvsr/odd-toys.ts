import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import proto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { DiffusionVsrManifest } from '../../../../native/contract/index.ts';
import { installToy, toyId } from '../../../fixtures/toy-package.ts';

const { DataType } = proto.onnx.TensorProto;

/** The toy with another denoiser, or another decoder, in its place. */
export async function installToyWith(
  packagesDir: string,
  graph: Uint8Array,
  role: 'denoiser' | 'vaeDecoder' = 'denoiser',
): Promise<string> {
  const facts = { sha256: createHash('sha256').update(graph).digest('hex'), sizeBytes: graph.length };
  return changeToy(packagesDir, async ({ files, ...manifest }, directory) => {
    const { model } = manifest.components[role];
    await writeFile(join(directory, model), graph);
    return { ...manifest, files: files.map((file) => (file.path === model ? { ...file, ...facts } : file)) };
  });
}

/** The toy's files under another description. */
export function installToyAs(packagesDir: string, description: Partial<DiffusionVsrManifest>): Promise<string> {
  return changeToy(packagesDir, (manifest) => Promise.resolve({ ...manifest, ...description }));
}

async function changeToy(
  packagesDir: string,
  change: (manifest: DiffusionVsrManifest, directory: string) => Promise<DiffusionVsrManifest>,
): Promise<string> {
  const directory = join(await installToy(packagesDir), toyId);
  const path = join(directory, 'manifest.json');
  const manifest = DiffusionVsrManifest.parse(JSON.parse(await readFile(path, 'utf8')));
  await writeFile(path, JSON.stringify(await change(manifest, directory)));
  return packagesDir;
}

/** Keeps to the contract and answers numbers that are none. */
export function brokenDenoiser(): Uint8Array {
  return denoiser([{ opType: 'Div', input: ['sample', 'zero'], output: ['prediction'] }]);
}

/** Four times as large, and infinite or none at all. */
export function brokenDecoder(): Uint8Array {
  const scales = { name: 'scales', dims: [4], dataType: DataType.FLOAT, rawData: new Uint8Array(Float32Array.of(1, 1, 4, 4).buffer) };
  const graph: onnx.IGraphProto = {
    name: 'odd decoder',
    node: [
      { opType: 'Slice', input: ['latents', 'first', 'end', 'axis'], output: ['colors'] },
      { opType: 'Resize', input: ['colors', '', 'scales'], output: ['large'] },
      { opType: 'Div', input: ['large', 'zero'], output: ['frames'] },
    ],
    initializer: [float('zero', 0), int64('first', 0), int64('end', 3), int64('axis', 1), scales],
    input: [tensor('latents', DataType.FLOAT, [4, 4, 'h', 'w'])],
    output: [tensor('frames', DataType.FLOAT, [4, 3, 'H', 'W'])],
  };
  return encode(graph);
}

/** Keeps to the contract; asks for more memory than any machine has when it is given more latent pixels, both prompts together counted twice. */
export function greedyDenoiser({ maxPixels }: { readonly maxPixels: number }): Uint8Array {
  return denoiser(
    [
      { opType: 'Size', input: ['sample'], output: ['size'] },
      { opType: 'Div', input: ['size', 'limit'], output: ['times'] },
      { opType: 'Mul', input: ['times', 'vast'], output: ['much'] },
      { opType: 'Add', input: ['much', 'one'], output: ['length'] },
      { opType: 'Expand', input: ['zero', 'length'], output: ['zeros'] },
      { opType: 'ReduceMax', input: ['zeros'], output: ['nothing'] },
      { opType: 'Add', input: ['sample', 'nothing'], output: ['shifted'] },
      { opType: 'Mul', input: ['shifted', 'half'], output: ['prediction'] },
    ],
    [int64('limit', 4 * 8 * (maxPixels + 1)), int64('vast', 1e13), int64('one', 1), float('half', 0.5)],
  );
}

function denoiser(node: onnx.INodeProto[], more: onnx.ITensorProto[] = []): Uint8Array {
  const graph: onnx.IGraphProto = {
    name: 'odd denoiser',
    node,
    initializer: [float('zero', 0), ...more],
    input: [
      tensor('sample', DataType.FLOAT, ['batch', 4, 8, 'h', 'w']),
      tensor('timestep', DataType.INT64, ['batch']),
      tensor('low_res', DataType.FLOAT, ['batch', 3, 8, 'h', 'w']),
      tensor('text', DataType.FLOAT, ['batch', 77, 16]),
      tensor('noise_level', DataType.INT64, ['batch']),
    ],
    output: [tensor('prediction', DataType.FLOAT, ['batch', 4, 8, 'h', 'w'])],
  };
  return encode(graph);
}

function encode(graph: onnx.IGraphProto): Uint8Array {
  return proto.onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph }).finish();
}

function tensor(name: string, elemType: number, shape: readonly (number | string)[]): onnx.IValueInfoProto {
  const dim = shape.map((side) => (typeof side === 'number' ? { dimValue: side } : { dimParam: side }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

function float(name: string, value: number): onnx.ITensorProto {
  return { name, dims: [1], dataType: DataType.FLOAT, rawData: new Uint8Array(Float32Array.of(value).buffer) };
}

function int64(name: string, value: number): onnx.ITensorProto {
  return { name, dims: [1], dataType: DataType.INT64, rawData: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer) };
}
