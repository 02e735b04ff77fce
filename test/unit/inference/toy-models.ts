import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import proto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import type { Device, FrameUpscalerManifest } from '../../../native/contract/index.ts';
import type { LoadedPackage } from '../../../native/inference/model-store.ts';

const { TensorProto, AttributeProto } = proto.onnx;

/** A device that asks for little, with room for any toy. */
export const cpu: Device = { provider: 'cpu', name: 'CPU', usable: true, reason: null, memoryBudgetBytes: 1e9, threads: 1 };

export interface ToyOptions {
  readonly inputName?: string;
  readonly outputName?: string;
  /** Convolutions of 3x3, each of which lets a pixel see one pixel further. */
  readonly depth?: number;
  /** From this many pixels on the graph asks for more memory than any machine has. */
  readonly memoryLimitPixels?: number;
}

/** An upscaler x2 with deterministic weights: [1,3,h,w] -> [1,3,2h,2w], float32. */
export function toyUpscaler({ inputName = 'input', outputName = 'output', depth = 2, memoryLimitPixels }: ToyOptions = {}): Uint8Array {
  const initializer: onnx.ITensorProto[] = [];
  const node: onnx.INodeProto[] = [];
  let last = inputName;
  for (let layer = 0; layer < depth; layer += 1) {
    const outputs = layer === depth - 1 ? 12 : 3;
    initializer.push(weights(`w${layer}`, [outputs, 3, 3, 3]));
    node.push({
      opType: 'Conv',
      input: [last, `w${layer}`],
      output: [`c${layer}`],
      attribute: [{ name: 'pads', type: AttributeProto.AttributeType.INTS, ints: [1, 1, 1, 1] }],
    });
    last = `c${layer}`;
  }
  const isGreedy = memoryLimitPixels !== undefined;
  const shuffled = isGreedy ? 'shuffled' : outputName;
  node.push({ opType: 'DepthToSpace', input: [last], output: [shuffled], attribute: [integer('blocksize', 2)] });
  if (isGreedy) {
    initializer.push(int64('limit', 3 * memoryLimitPixels), int64('vast', 1e13), int64('one', 1));
    initializer.push({ name: 'zero', dims: [1], dataType: TensorProto.DataType.FLOAT, rawData: new Uint8Array(4) });
    node.push({ opType: 'Size', input: [inputName], output: ['size'] });
    node.push({ opType: 'Div', input: ['size', 'limit'], output: ['times'] });
    node.push({ opType: 'Mul', input: ['times', 'vast'], output: ['much'] });
    node.push({ opType: 'Add', input: ['much', 'one'], output: ['length'] });
    node.push({ opType: 'Expand', input: ['zero', 'length'], output: ['zeros'] });
    node.push({ opType: 'ReduceMax', input: ['zeros'], output: ['nothing'], attribute: [integer('keepdims', 0)] });
    node.push({ opType: 'Add', input: [shuffled, 'nothing'], output: [outputName] });
  }
  const graph: onnx.IGraphProto = {
    name: 'toy',
    node,
    initializer,
    input: [picture(inputName, 'h', 'w')],
    output: [picture(outputName, '2h', '2w')],
  };
  return proto.onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph }).finish();
}

/** Writes a package with the model inside, as one that was installed. */
export async function writePackage(
  root: string,
  model: Uint8Array,
  changes: Partial<FrameUpscalerManifest> = {},
): Promise<{ readonly manifest: FrameUpscalerManifest; readonly loaded: LoadedPackage }> {
  const sha256 = createHash('sha256').update(model).digest('hex');
  const id = changes.id ?? 'toy';
  const manifest: FrameUpscalerManifest = {
    manifestVersion: 1,
    ...{ id, name: 'Toy', version: '1.0.0', summary: 'A toy.' },
    ...{ license: 'Apache-2.0', licenseNotice: '', credits: 'us', homepage: null },
    source: { type: 'bundled' },
    files: [{ path: 'model.onnx', sha256, sizeBytes: model.length }],
    ...{ kind: 'frame-upscaler', scale: 2, model: 'model.onnx', precision: 'fp32' },
    input: { name: 'input', type: 'float32', shape: [1, 3, 'h', 'w'] },
    output: { name: 'output', type: 'float32', shape: [1, 3, 'H', 'W'] },
    ...{ haloPx: 2, haloExact: true, memory: { fixedBytes: 1e6, perPixelBytes: 1000 } },
    ...changes,
  };
  const directory = join(root, id);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'model.onnx'), model);
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
  return { manifest, loaded: { manifest, sha256, modelPath: join(directory, 'model.onnx') } };
}

/** A picture with flat parts, edges and fine grain, as a photo has them; the same every time. */
export function photo(width: number, height: number, bitDepth: 8 | 16 = 8): Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  const data = bitDepth === 8 ? new Uint8Array(width * height * 3) : new Uint16Array(width * height * 3);
  const top = bitDepth === 8 ? 255 : 65535;
  let grain = 12345;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        grain = (Math.imul(grain, 1664525) + 1013904223) >>> 0;
        const slope = (x / width + (channel * y) / height) / 3;
        const edge = (x - width / 3) ** 2 + (y - height / 2) ** 2 < (height / 4) ** 2 ? 0.35 : 0;
        data[(y * width + x) * 3 + channel] = Math.round(top * Math.min(1, slope + edge + (grain / 2 ** 32) * 0.15));
      }
    }
  }
  return data;
}

function weights(name: string, dims: readonly number[]): onnx.ITensorProto {
  const count = dims.reduce((product, dim) => product * dim, 1);
  const values = Float32Array.from({ length: count }, (_, index) => (((index * 37) % 23) - 8) / 60);
  return { name, dims: [...dims], dataType: TensorProto.DataType.FLOAT, rawData: new Uint8Array(values.buffer) };
}

function int64(name: string, value: number): onnx.ITensorProto {
  return { name, dims: [1], dataType: TensorProto.DataType.INT64, rawData: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer) };
}

function picture(name: string, height: string, width: string): onnx.IValueInfoProto {
  const dim = [{ dimValue: 1 }, { dimValue: 3 }, { dimParam: height }, { dimParam: width }];
  return { name, type: { tensorType: { elemType: TensorProto.DataType.FLOAT, shape: { dim } } } };
}

function integer(name: string, value: number): onnx.IAttributeProto {
  return { name, type: AttributeProto.AttributeType.INT, i: value };
}
