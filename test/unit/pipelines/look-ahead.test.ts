import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { lookAhead } from '../../../native/pipelines/look-ahead.ts';

const never = new AbortController().signal;

async function* numbers(made: number[], count: number): AsyncGenerator<number> {
  for (let i = 0; i < count; i += 1) {
    await sleep(1);
    made.push(i);
    yield i;
  }
}

test('keeps the order and ends with its source', async () => {
  const seen: number[] = [];

  for await (const item of lookAhead(numbers([], 20), 2, never)) seen.push(item);

  expect(seen).toEqual([...Array(20).keys()]);
});

test('works ahead while the consumer is busy, but no further than it was told', async () => {
  const made: number[] = [];
  const items = lookAhead(numbers(made, 20), 2, never);

  await items.next();
  await sleep(100);

  // One was taken, two wait.
  expect(made).toEqual([0, 1, 2]);
  await items.return(undefined);
});

test('hides the work of the source behind the work of the consumer', async () => {
  async function* slow(): AsyncGenerator<number> {
    for (let i = 0; i < 8; i += 1) {
      await sleep(30);
      yield i;
    }
  }
  const startedMs = performance.now();

  for await (const _ of lookAhead(slow(), 2, never)) await sleep(30);

  // In turn it would take 480 ms; together 270 ms.
  expect(performance.now() - startedMs).toBeLessThan(400);
});

test('hands the error of the source over after the items before it', async () => {
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    await sleep(1);
    throw new Error('no more film');
  }
  const seen: number[] = [];

  const consuming = (async () => {
    for await (const item of lookAhead(failing(), 2, never)) seen.push(item);
  })();

  await expect(consuming).rejects.toThrow('no more film');
  expect(seen).toEqual([1]);
});

test('an abort is seen at once while the source hangs', async () => {
  async function* hanging(): AsyncGenerator<number> {
    yield 1;
    await new Promise(() => undefined);
  }
  const abort = new AbortController();
  const items = lookAhead(hanging(), 2, abort.signal);
  await items.next();
  setTimeout(() => abort.abort(new Error('stop')), 20);

  const startedMs = performance.now();
  const waiting = items.next();

  await expect(waiting).rejects.toThrow('stop');
  expect(performance.now() - startedMs).toBeLessThan(200);
});

test('a consumer that leaves early lets the source clean up', async () => {
  let cleaned = false;
  async function* source(): AsyncGenerator<number> {
    try {
      for (let i = 0; ; i += 1) yield i;
    } finally {
      cleaned = true;
    }
  }

  for await (const item of lookAhead(source(), 2, never)) if (item === 3) break;

  expect(cleaned).toBe(true);
});
