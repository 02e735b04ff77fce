import { expect, test } from 'vitest';
import { createSharedWork } from '../../../native/engine/shared-work.ts';

const never = new AbortController().signal;

function manual(): { work: (signal: AbortSignal) => Promise<string>; starts: AbortSignal[]; finish: (value: string) => void } {
  const starts: AbortSignal[] = [];
  let resolve: (value: string) => void = () => undefined;
  return {
    work: (signal) => {
      starts.push(signal);
      return new Promise((done, reject) => {
        resolve = done;
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
    starts,
    finish: (value) => resolve(value),
  };
}

test('the same request at the same time is one piece of work', async () => {
  const shared = createSharedWork<string>();
  const { work, starts, finish } = manual();

  const both = Promise.all([shared.run('a', never, work), shared.run('a', never, work)]);
  finish('picture');

  expect(await both).toEqual(['picture', 'picture']);
  expect(starts).toHaveLength(1);
});

test('one caller that gives up leaves the work to the other', async () => {
  const shared = createSharedWork<string>();
  const { work, starts, finish } = manual();
  const abort = new AbortController();
  const first = shared.run('a', abort.signal, work);
  const second = shared.run('a', never, work);

  abort.abort(new Error('gave up'));

  await expect(first).rejects.toThrow('gave up');
  expect(starts[0]?.aborted).toBe(false);
  finish('picture');
  expect(await second).toBe('picture');
});

test('when all have given up the work is aborted, and the next request starts afresh', async () => {
  const shared = createSharedWork<string>();
  const { work, starts, finish } = manual();
  const abort = new AbortController();
  const first = shared.run('a', abort.signal, work);

  abort.abort(new Error('gave up'));
  const again = shared.run('a', never, work);

  await expect(first).rejects.toThrow('gave up');
  expect(starts.map((signal) => signal.aborted)).toEqual([true, false]);
  finish('picture');
  expect(await again).toBe('picture');
});

test('a failure is told to all and not kept', async () => {
  const shared = createSharedWork<string>();
  const fail = (): Promise<string> => Promise.reject(new Error('no ffmpeg'));

  const both = await Promise.allSettled([shared.run('a', never, fail), shared.run('a', never, fail)]);

  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected']);
  expect(await shared.run('a', never, async () => 'picture')).toBe('picture');
});
