import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import proto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openModelSession } from '../../../native/inference/model-session.ts';
import type { ModelSession } from '../../../native/inference/model-session.ts';
import { createSessionPool } from '../../../native/inference/session-pool.ts';
import type { NamedTensors } from '../../../native/inference/tensor.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { cpu } from './toy-models.ts';

const { TensorProto, AttributeProto } = proto.onnx;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** values float32 [n], steps int64 [n] -> product float32 [n] = values * steps * weight, steps_twice int64 [n]. */
function twoByTwo(weight: onnx.ITensorProto): Uint8Array {
  const edge = (name: string, elemType: number): onnx.IValueInfoProto => ({
    name,
    type: { tensorType: { elemType, shape: { dim: [{ dimParam: 'n' }] } } },
  });
  const graph: onnx.IGraphProto = {
    name: 'two-by-two',
    input: [edge('values', TensorProto.DataType.FLOAT), edge('steps', TensorProto.DataType.INT64)],
    output: [edge('product', TensorProto.DataType.FLOAT), edge('steps_twice', TensorProto.DataType.INT64)],
    initializer: [weight],
    node: [
      {
        opType: 'Cast',
        input: ['steps'],
        output: ['counts'],
        attribute: [{ name: 'to', type: AttributeProto.AttributeType.INT, i: TensorProto.DataType.FLOAT }],
      },
      { opType: 'Mul', input: ['values', 'counts'], output: ['weighed'] },
      { opType: 'Mul', input: ['weighed', 'weight'], output: ['product'] },
      { opType: 'Add', input: ['steps', 'steps'], output: ['steps_twice'] },
    ],
  };
  return proto.onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph }).finish();
}

const three: onnx.ITensorProto = {
  ...{ name: 'weight', dims: [], dataType: TensorProto.DataType.FLOAT },
  rawData: new Uint8Array(Float32Array.of(3).buffer),
};

function open(model: Uint8Array | string): Promise<ModelSession> {
  return openModelSession({ model, edges: null, provider: 'cpu', threads: 1, strict: false }, { label: 'two by two' });
}

function inputs(): NamedTensors {
  return {
    values: { type: 'float32', dims: [2], data: Float32Array.of(0.5, 2) },
    steps: { type: 'int64', dims: [2], data: BigInt64Array.of(7n, -1n) },
  };
}

test('a graph of several inputs and outputs runs by their names; what goes in is still there afterwards', async () => {
  const session = await open(twoByTwo(three));
  const given = inputs();

  const first = await session.runNamed(given, {});
  const second = await session.runNamed(given, { outputs: ['product'] });
  await session.close();

  expect(first.outputs).toEqual({
    product: { type: 'float32', dims: [2], data: Float32Array.of(10.5, -6) },
    steps_twice: { type: 'int64', dims: [2], data: BigInt64Array.of(14n, -2n) },
  });
  expect(second.outputs).toEqual({ product: first.outputs['product'] });
  expect(given).toEqual(inputs());
  expect(first.effort.ms).toBeGreaterThan(0);
});

test('a part of a larger buffer goes in as that part alone', async () => {
  const session = await open(twoByTwo(three));
  const frames = Float32Array.of(9, 9, 0.5, 2, 9);

  const { outputs } = await session.runNamed({ ...inputs(), values: { type: 'float32', dims: [2], data: frames.subarray(2, 4) } }, {});
  await session.close();

  expect(outputs['product']?.data).toEqual(Float32Array.of(10.5, -6));
  expect(frames).toEqual(Float32Array.of(9, 9, 0.5, 2, 9));
});

test('buffers that are handed over change hands', async () => {
  const session = await open(twoByTwo(three));
  const given = inputs();

  const { outputs } = await session.runNamed(given, { handOver: true });
  await session.close();

  expect(outputs['product']?.data).toEqual(Float32Array.of(10.5, -6));
  expect(Object.values(given).map(({ data }) => data.length)).toEqual([0, 0]);
});

test('a missing input, an unknown one and an unknown output are errors of that run alone', async () => {
  const session = await open(twoByTwo(three));
  const { values, steps } = inputs();

  await expect(session.runNamed({ values: values! }, {})).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringMatching(/^The model two by two failed: .*steps/) as string,
  });
  await expect(session.runNamed({ values: values!, steps: { ...steps!, dims: [3] } }, {})).rejects.toMatchObject({ code: 'model-failed' });
  await expect(session.runNamed(inputs(), { outputs: ['nothing'] })).rejects.toMatchObject({ code: 'model-failed' });
  expect((await session.runNamed(inputs(), {})).outputs['product']?.data).toEqual(Float32Array.of(10.5, -6));
  await session.close();
});

test('weights in a file beside the graph are found; without it the model is refused', async () => {
  const path = join(folder.path, 'model.onnx');
  const { rawData, ...weight } = three;
  const externalData = Object.entries({ location: 'model.onnx.data', offset: '0', length: '4' }).map(([key, value]) => ({ key, value }));
  await writeFile(path, twoByTwo({ ...weight, dataLocation: TensorProto.DataLocation.EXTERNAL, externalData }));
  await expect(open(path)).rejects.toMatchObject({ code: 'model-failed' });
  await writeFile(`${path}.data`, rawData!);

  const session = await open(path);
  const { outputs } = await session.runNamed(inputs(), {});
  await session.close();

  expect(outputs['product']?.data).toEqual(Float32Array.of(10.5, -6));
});

test('the pool lends a session of a graph that has no file', async () => {
  const pool = createSessionPool({});
  const request = { label: 'two by two', model: twoByTwo(three), modelSha256: 'two-by-two', edges: null, device: cpu, memoryBytes: 1e6 };
  const lent = await pool.borrow(request, { signal: new AbortController().signal });

  const { outputs } = await lent.session.runNamed(inputs(), {});
  lent.giveBack();
  await pool.close();

  expect(outputs['product']?.data).toEqual(Float32Array.of(10.5, -6));
});
