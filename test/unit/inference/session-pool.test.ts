import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '../../../native/contract/index.ts';
import type { LoadedPackage } from '../../../native/inference/model-store.ts';
import { createSessionPool } from '../../../native/inference/session-pool.ts';
import type { LentSession, SessionPool, SessionRequest } from '../../../native/inference/session-pool.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { cpu, toyUpscaler, writePackage } from './toy-models.ts';

const { signal } = new AbortController();
const device: Device = { ...cpu, memoryBudgetBytes: 100 };
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let one: LoadedPackage;
let two: LoadedPackage;
beforeAll(async () => {
  folder = await temporaryFolder();
  one = (await writePackage(folder.path, toyUpscaler(), { id: 'one' })).loaded;
  two = (await writePackage(folder.path, toyUpscaler({ depth: 1 }), { id: 'two' })).loaded;
});
afterAll(() => folder.remove());

function request(loaded: LoadedPackage, memoryBytes: number): SessionRequest {
  const { modelPath: model, sha256: modelSha256, manifest } = loaded;
  return { label: manifest.id, model, modelSha256, edges: { inputDepth: 8, outputDepth: 8 }, device, memoryBytes };
}

async function using<T>(work: (pool: SessionPool) => Promise<T>): Promise<T> {
  const pool = createSessionPool({});
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

/** Given back sessions are kept once they are idle, a moment later. */
async function giveBack(lent: LentSession, how?: { readonly discard: boolean }): Promise<void> {
  lent.giveBack(how);
  await lent.session.idle();
  await new Promise((resolve) => setImmediate(resolve));
}

test('a session that was given back is lent again', () =>
  using(async (pool) => {
    const first = await pool.borrow(request(one, 40), { signal });
    await giveBack(first);
    const again = await pool.borrow(request(one, 40), { signal });

    expect(again.session).toBe(first.session);
    expect(pool.heldBytes(device)).toBe(40);
    again.giveBack();
  }));

test('what is lent is not lent twice; another of the same model is opened while it fits', () =>
  using(async (pool) => {
    const first = await pool.borrow(request(one, 40), { signal });
    const second = await pool.borrow(request(one, 40), { signal });

    expect(second.session).not.toBe(first.session);
    expect(pool.heldBytes(device)).toBe(80);
    first.giveBack();
    second.giveBack();
  }));

test('the least recently used session makes room, and memory is never above the budget', () =>
  using(async (pool) => {
    const first = await pool.borrow(request(one, 60), { signal });
    const second = await pool.borrow(request(two, 40), { signal });
    await giveBack(first);
    await giveBack(second);

    const third = await pool.borrow(request(two, 90), { signal });

    expect(third.session).toBe(second.session);
    expect(first.session.alive()).toBe(false);
    expect(pool.heldBytes(device)).toBe(90);
    third.giveBack();
  }));

test('in main memory an unused session ends when all together take more than is kept; what is lent may take the whole budget', async () => {
  const pool = createSessionPool({ keepBytes: 50 });
  try {
    const first = await pool.borrow(request(one, 40), { signal });
    const beside = await pool.borrow(request(two, 40), { signal });
    await giveBack(first);
    const third = await pool.borrow(request(two, 60), { signal });

    expect([first, beside, third].map(({ session }) => session.alive())).toEqual([false, true, true]);
    expect(pool.heldBytes(device)).toBe(100);
    beside.giveBack();
    third.giveBack();
  } finally {
    await pool.close();
  }
});

test('a small graph between two runs of a large one does not end it', async () => {
  const pool = createSessionPool({ keepBytes: 50 });
  try {
    const large = await pool.borrow(request(one, 80), { signal });
    await giveBack(large);
    const small = await pool.borrow(request(two, 5), { signal });

    expect(large.session.alive()).toBe(true);
    expect(pool.heldBytes(device)).toBe(85);
    small.giveBack();
  } finally {
    await pool.close();
  }
});

test('one that is large enough makes room rather than several small ones', () =>
  using(async (pool) => {
    const small = await pool.borrow(request(one, 10), { signal });
    const large = await pool.borrow(request(one, 80), { signal });
    await giveBack(small);
    await giveBack(large);
    const other = await pool.borrow(request(two, 40), { signal });

    expect([small, large].map(({ session }) => session.alive())).toEqual([true, false]);
    other.giveBack();
  }));

test('who finds the budget taken waits until a session comes back', () =>
  using(async (pool) => {
    const first = await pool.borrow(request(one, 80), { signal });
    const order: string[] = [];

    const waiting = pool.borrow(request(two, 80), { signal }).then((lent) => (order.push('lent'), lent));
    await new Promise((resolve) => setTimeout(resolve, 30));
    order.push('given back');
    first.giveBack();
    const second = await waiting;

    expect(order).toEqual(['given back', 'lent']);
    expect(first.session.alive()).toBe(false);
    second.giveBack();
  }));

test('waiting ends with an abort, and later ones are served', () =>
  using(async (pool) => {
    const first = await pool.borrow(request(one, 80), { signal });
    const abort = new AbortController();
    const reason = new Error('no longer');

    const waiting = pool.borrow(request(two, 80), { signal: abort.signal });
    abort.abort(reason);

    await expect(waiting).rejects.toBe(reason);
    first.giveBack();
    (await pool.borrow(request(two, 80), { signal })).giveBack();
  }));

test('a session larger than the whole budget is tried, alone', () =>
  using(async (pool) => {
    await giveBack(await pool.borrow(request(one, 10), { signal }));

    const large = await pool.borrow(request(two, 1000), { signal });

    expect(pool.heldBytes(device)).toBe(1000);
    large.giveBack();
  }));

test('a discarded session and one that died are not lent again', () =>
  using(async (pool) => {
    const first = await pool.borrow(request(one, 10), { signal });
    await giveBack(first, { discard: true });
    const second = await pool.borrow(request(one, 10), { signal });
    second.session.kill();
    await giveBack(second);
    const third = await pool.borrow(request(one, 10), { signal });

    expect(new Set([first.session, second.session, third.session]).size).toBe(3);
    expect(third.session.alive()).toBe(true);
    third.giveBack();
  }));

test('a session nobody needs any more gives its memory back after a while', async () => {
  const pool = createSessionPool({ keepMs: 1 });
  const lent = await pool.borrow(request(one, 10), { signal });

  await giveBack(lent);
  while (pool.heldBytes(device) > 0) await new Promise((resolve) => setTimeout(resolve, 5));

  expect(lent.session.alive()).toBe(false);
  await pool.close();
});

test('a model that cannot be opened leaves no trace in the budget', () =>
  using(async (pool) => {
    const broken = pool.borrow({ ...request(one, 80), model: '/nowhere.onnx' }, { signal });

    await expect(broken).rejects.toMatchObject({ code: 'model-failed' });
    expect(pool.heldBytes(device)).toBe(0);
  }));

test('a closed pool refuses those who wait and those who come', async () => {
  const pool = createSessionPool({});
  const lent = await pool.borrow(request(one, 80), { signal });
  const waiting = pool.borrow(request(two, 80), { signal });
  const refused = expect(waiting).rejects.toMatchObject({ code: 'canceled' });

  await pool.close();

  await refused;
  await expect(pool.borrow(request(one, 1), { signal })).rejects.toMatchObject({ code: 'canceled' });
  expect(lent.session.alive()).toBe(false);
});
