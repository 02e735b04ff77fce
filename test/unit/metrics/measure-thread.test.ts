import { expect, test } from 'vitest';
import { openMeasuringThread } from '../../../native/metrics/measure-thread.ts';
import { waves } from './frames.ts';

test('the measuring thread takes the buffers of frames over and gives them back, so that memory does not grow with a clip', async () => {
  const size = { width: 32, height: 24 };
  const thread = await openMeasuringThread({ metrics: ['psnr-rgb'], size, sourceSize: { width: 16, height: 12 }, hasReference: true });
  const frames = { restored: waves(size, {}), reference: waves(size, {}), source: waves({ width: 16, height: 12 }, {}) };

  const { values, spent } = await thread.measure(frames);
  await thread.close();

  expect(values).toEqual([80]);
  expect(spent.map(({ byteLength }) => byteLength)).toEqual([2304, 2304, 576]);
  expect(Object.values(frames).map(({ length }) => length)).toEqual([0, 0, 0]);
});
