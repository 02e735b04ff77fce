import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTypingBurst } from '../../../../renderer/features/prompt/typing-burst.ts';

interface Sent {
  readonly text: string;
  readonly gesture: string;
  readonly arrive: () => void;
}
let sent: Sent[];
let burst: ReturnType<typeof createTypingBurst>;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  burst = createTypingBurst((text, gesture) => new Promise((resolve) => sent.push({ text, gesture, arrive: resolve })));
});
afterEach(() => vi.useRealTimers());

const arrived = async (index: number): Promise<void> => {
  sent[index]?.arrive();
  await vi.advanceTimersByTimeAsync(0);
};

test('what is typed is sent when typing rests, not at every key', async () => {
  for (const text of ['m', 'mo', 'mos', 'moss']) {
    burst.type(text);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(sent).toEqual([]);

  await vi.advanceTimersByTimeAsync(300);

  expect(sent.map(({ text }) => text)).toEqual(['moss']);
});

test('short rests stay one undo step, a long one begins another', async () => {
  burst.type('moss');
  await vi.advanceTimersByTimeAsync(1000);
  await arrived(0);
  burst.type('mossy');
  await vi.advanceTimersByTimeAsync(2500);
  await arrived(1);
  burst.type('mossy rocks');
  await vi.advanceTimersByTimeAsync(300);

  const gestures = sent.map(({ gesture }) => gesture);
  expect([gestures[0] === gestures[1], gestures[1] === gestures[2]]).toEqual([true, false]);
});

test('a slow engine gets one change at a time, and of those that wait only the newest', async () => {
  for (const text of ['a', 'b', 'c']) {
    burst.type(text);
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(sent.map(({ text }) => text)).toEqual(['a']);

  await arrived(0);

  expect(sent.map(({ text }) => text)).toEqual(['a', 'c']);
});

test('ending sends at once, and resolves when it has arrived', async () => {
  burst.type('moss');
  const ended = vi.fn();
  void burst.end().then(ended);
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map(({ text }) => text)).toEqual(['moss']);
  expect(ended).not.toHaveBeenCalled();

  await arrived(0);

  expect(ended).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent.length).toBe(1);
});
