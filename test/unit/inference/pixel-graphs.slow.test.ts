import { expect, test } from 'vitest';
import { openModelSession } from '../../../native/inference/model-session.ts';
import { finishGraph } from '../../../native/inference/pixel-graphs/pixel-graphs.ts';

test('the mean color of a frame of eight million pixels is that of its source, to a twentieth of a level of 16 bits', async () => {
  const [width, height, scale] = [1920, 1080, 2];
  const pixels = width * height;
  const decoded = Float32Array.from({ length: 3 * pixels * scale ** 2 }, (_, i) => 0.4 + 0.3 * Math.sin(i * 0.001) + 0.01 * Math.cos(i));
  const source = Uint16Array.from({ length: 3 * pixels }, (_, i) => 45_000 + ((i * 7919) % 6000));
  const { model } = finishGraph({ bitDepth: 16, scale, colorFix: 'adain' });
  const session = await openModelSession({ model, edges: null, provider: 'cpu', threads: 2, strict: false }, { label: 'finish' });

  const { outputs } = await session.runNamed(
    {
      decoded: { type: 'float32', dims: [1, 3, height * scale, width * scale], data: decoded },
      frames: { type: 'uint16', dims: [1, height, width, 3], data: source },
    },
    {},
  );
  await session.close();

  const meanOf = (data: Uint16Array, channel: number): number => {
    let sum = 0;
    for (let index = channel; index < data.length; index += 3) sum += data[index] ?? 0;
    return sum / (data.length / 3);
  };
  const output = outputs['output']?.data as Uint16Array;
  for (const channel of [0, 1, 2]) expect(Math.abs(meanOf(output, channel) - meanOf(source, channel))).toBeLessThan(0.05);
});
