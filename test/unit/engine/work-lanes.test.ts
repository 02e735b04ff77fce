import { expect, test } from 'vitest';
import { createWorkLanes } from '../../../native/engine/work-lanes.ts';

const never = new AbortController().signal;

/** Work that runs until it is let go, and says when it started. */
function createYard() {
  const started: string[] = [];
  const releases = new Map<string, () => void>();
  return {
    started,
    work: (name: string) => () => {
      started.push(name);
      return new Promise<void>((resolve) => releases.set(name, resolve));
    },
    letGo: async (name: string) => {
      releases.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
const lanes = () => createWorkLanes({ total: 3, limits: { still: 2, filmstrip: 1, proxy: 1 } });

test('long work never takes the place that a still waits for', async () => {
  const { run } = lanes();
  const yard = createYard();

  void run('proxy', never, yard.work('proxy 1'));
  void run('proxy', never, yard.work('proxy 2'));
  void run('filmstrip', never, yard.work('strip'));
  void run('still', never, yard.work('still 1'));
  await new Promise((resolve) => setImmediate(resolve));

  expect(yard.started).toEqual(['proxy 1', 'strip', 'still 1']);
});

test('of what waits the more urgent kind goes first, the oldest of it before the others', async () => {
  const { run } = lanes();
  const yard = createYard();
  for (const name of ['a', 'b', 'c', 'd']) void run('still', never, yard.work(name));
  void run('filmstrip', never, yard.work('strip'));
  await new Promise((resolve) => setImmediate(resolve));

  await yard.letGo('a');
  await yard.letGo('b');

  expect(yard.started).toEqual(['a', 'b', 'strip', 'c', 'd']);
});

test('work that is given up while it waits never starts', async () => {
  const { run } = lanes();
  const yard = createYard();
  const abort = new AbortController();
  void run('proxy', never, yard.work('first'));
  const waiting = run('proxy', abort.signal, yard.work('given up'));

  abort.abort(new Error('seeked on'));

  await expect(waiting).rejects.toThrow('seeked on');
  await yard.letGo('first');
  expect(yard.started).toEqual(['first']);
});

test('a failure frees its place', async () => {
  const { run } = lanes();
  const failed = run('proxy', never, () => Promise.reject(new Error('no disk')));

  await expect(failed).rejects.toThrow('no disk');

  expect(await run('proxy', never, async () => 'fine')).toBe('fine');
});
