import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from '../../../renderer/engine/in-turn.ts';

test('quick taps all count, and one that fails does not stop the next', async () => {
  let frame = 40;
  const tap = () =>
    inTurn(async () => {
      const from = frame;
      await delay(5);
      frame = from + 1;
    });
  const fails = inTurn(() => Promise.reject(new Error('The disk is full.')));
  await Promise.all([expect(fails).rejects.toThrow('The disk is full.'), tap(), tap(), tap()]);
  expect(frame).toBe(43);
});
