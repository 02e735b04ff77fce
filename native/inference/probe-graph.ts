import proto from 'onnx-proto';
import type { onnx } from 'onnx-proto';

/** Channels and side of the probe's convolution: 0.3 GFLOP, so that a real GPU and one in software differ plainly. */
const CHANNELS = 64;
export const PROBE_SIDE = 64;
const WEIGHT = 1 / 64;

/** What every element is, two pixels and more from the edge, for an input of ones: two 3x3 convolutions with equal weights, and a ReLU. */
export const probeAnswer = 9 * 3 * WEIGHT * (9 * CHANNELS * WEIGHT);

/** A graph as small as a graph can be that still shows whether a provider computes: [1,3,64,64] -> [1,3,64,64], float32. */
export function probeGraph(): Uint8Array {
  const { TensorProto, AttributeProto } = proto.onnx;
  const weights = (name: string, dims: readonly number[]): onnx.ITensorProto => {
    const values = new Float32Array(dims.reduce((product, dim) => product * dim, 1)).fill(WEIGHT);
    return { name, dims: [...dims], dataType: TensorProto.DataType.FLOAT, rawData: new Uint8Array(values.buffer) };
  };
  const picture = (name: string): onnx.IValueInfoProto => {
    const dim = [1, 3, PROBE_SIDE, PROBE_SIDE].map((dimValue) => ({ dimValue }));
    return { name, type: { tensorType: { elemType: TensorProto.DataType.FLOAT, shape: { dim } } } };
  };
  const conv = (input: string, weight: string, output: string): onnx.INodeProto => ({
    opType: 'Conv',
    input: [input, weight],
    output: [output],
    attribute: [{ name: 'pads', type: AttributeProto.AttributeType.INTS, ints: [1, 1, 1, 1] }],
  });
  const graph: onnx.IGraphProto = {
    name: 'probe',
    input: [picture('input')],
    output: [picture('output')],
    initializer: [weights('widen', [CHANNELS, 3, 3, 3]), weights('narrow', [3, CHANNELS, 3, 3])],
    node: [conv('input', 'widen', 'wide'), { opType: 'Relu', input: ['wide'], output: ['positive'] }, conv('positive', 'narrow', 'output')],
  };
  return proto.onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph }).finish();
}
