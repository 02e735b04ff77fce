import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openModelSession } from '../../../native/inference/model-session.ts';
import type { ModelSession, OpenSessionOptions } from '../../../native/inference/model-session.ts';
import type { SessionSetup } from '../../../native/inference/session-protocol.ts';
import { toyUpscaler } from './toy-models.ts';

function open(model: Uint8Array | string, changes: Partial<SessionSetup & OpenSessionOptions> = {}): Promise<ModelSession> {
  const setup = { model, edges: { inputDepth: 8, outputDepth: 8 }, provider: 'cpu', threads: 1, strict: false, ...changes } as const;
  return openModelSession(setup, { label: 'toy', ...changes });
}

function frame(width: number, height: number) {
  return { type: 'uint8', dims: [1, height, width, 3], data: new Uint8Array(width * height * 3).fill(90) } as const;
}

test('the event loop goes on while a session runs, and buffers change hands', async () => {
  const session = await open(toyUpscaler());
  const input = frame(1600, 1200);
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 5);

  const { output, ms } = await session.run(input, {});
  clearInterval(ticking);
  await session.close();

  expect({ type: output.type, dims: output.dims }).toEqual({ type: 'uint8', dims: [1, 2400, 3200, 3] });
  expect(input.data.byteLength).toBe(0);
  expect(ticks).toBeGreaterThan(0);
  expect(ms).toBeGreaterThan(0);
  expect(session.facts.runtimeVersion).toMatch(/^\d+\.\d+/);
});

test('runs that are asked for together come back in order', async () => {
  const session = await open(toyUpscaler());

  const results = await Promise.all([session.run(frame(40, 30), {}), session.run(frame(20, 10), {})]);
  await session.close();

  expect(results.map(({ output }) => output.dims)).toEqual([
    [1, 60, 80, 3],
    [1, 20, 40, 3],
  ]);
});

test('an aborted run rejects at once; the session is idle later and works on', async () => {
  const session = await open(toyUpscaler());
  const abort = new AbortController();
  const reason = new Error('stop');

  const run = session.run(frame(1600, 1200), { signal: abort.signal });
  abort.abort(reason);

  await expect(run).rejects.toBe(reason);
  await session.idle();
  expect((await session.run(frame(8, 8), {})).output.dims).toEqual([1, 16, 16, 3]);
  await session.close();
});

test('a file that is no model, and one that is not there, are told in words', async () => {
  await expect(open(new Uint8Array([1, 2, 3]), { edges: null })).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringMatching(/^The model toy could not be loaded: (?!.*\/onnxruntime_src)/) as string,
  });
  await expect(open('/nowhere/model.onnx')).rejects.toMatchObject({ code: 'model-failed' });
});

test('a frame of the wrong shape is an error of that run alone', async () => {
  const session = await open(toyUpscaler());

  const refused = session.run({ ...frame(8, 8), dims: [1, 8, 2, 12] }, {});

  await expect(refused).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringMatching(/^The model toy failed: /) as string,
  });
  expect((await session.run(frame(8, 8), {})).output.dims).toEqual([1, 16, 16, 3]);
  await session.close();
});

test('memory that runs out is told as such', async () => {
  const session = await open(toyUpscaler({ memoryLimitPixels: 100 }));

  await expect(session.run(frame(50, 50), {})).rejects.toMatchObject({ code: 'out-of-memory' });
  await session.close();
});

test('a thread that dies rejects what it was doing and everything after', async () => {
  const session = await open(toyUpscaler());

  const run = session.run(frame(800, 600), {});
  session.kill();

  await expect(run).rejects.toMatchObject({ code: 'model-failed', message: expect.stringMatching(/stopped working/) as string });
  expect(session.alive()).toBe(false);
  await expect(session.run(frame(8, 8), {})).rejects.toMatchObject({ code: 'model-failed' });
  await session.close();
});

test('a thread that is ended in the middle of its work takes nothing else along', async () => {
  const session = await open(toyUpscaler());
  const other = await open(toyUpscaler());

  const run = session.run(frame(1600, 1200), {});
  // Until it computes.
  await setTimeout(30);
  session.kill();

  await expect(run).rejects.toMatchObject({ code: 'model-failed', message: expect.stringMatching(/it was ended/) as string });
  expect((await other.run(frame(1600, 1200), {})).output.dims).toEqual([1, 2400, 3200, 3]);
  await Promise.all([session.close(), other.close()]);
});

test('a session in a process of its own computes the same, and its death is survived', async () => {
  const inThread = await open(toyUpscaler());
  const inProcess = await open(toyUpscaler(), { isolation: 'process' });

  const [here, there] = await Promise.all([inThread.run(frame(30, 20), {}), inProcess.run(frame(30, 20), {})]);
  const dying = inProcess.run(frame(1600, 1200), {});
  inProcess.kill();

  expect(there.output).toEqual(here.output);
  await expect(dying).rejects.toMatchObject({ code: 'model-failed', message: expect.stringMatching(/signal SIGKILL/) as string });
  await Promise.all([inThread.close(), inProcess.close()]);
});

test('an abort while the session opens leaves nothing behind', async () => {
  await expect(open(toyUpscaler(), { signal: AbortSignal.timeout(1) })).rejects.toMatchObject({ name: 'TimeoutError' });
});
