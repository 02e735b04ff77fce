import { expect, test } from 'vitest';
import type { Edit } from '../../../native/contract/index.ts';
import { createGestureQueue } from '../../../renderer/engine/gesture-queue.ts';

const rename = (name: string): Edit => ({ type: 'project.update', changes: { name } });

/** A send that is answered when the test says so. */
function slowSend() {
  const sent: { edit: Edit; answer: () => void; refuse: (error: Error) => void }[] = [];
  const send = (edit: Edit) => new Promise<void>((resolve, reject) => sent.push({ edit, answer: resolve, refuse: reject }));
  return { sent, send };
}

test('of the edits that come while one is on its way, only the newest is sent', async () => {
  const { sent, send } = slowSend();
  const queue = createGestureQueue(send);

  const all = ['a', 'b', 'c', 'd'].map((name) => queue.edit(rename(name), 'drag'));
  sent[0]!.answer();
  await all[0];
  sent[1]!.answer();
  await Promise.all(all);

  expect(sent.map(({ edit }) => edit)).toEqual([rename('a'), rename('d')]);
});

test('two gestures do not wait for each other', () => {
  const { sent, send } = slowSend();
  const queue = createGestureQueue(send);

  void queue.edit(rename('a'), 'one');
  void queue.edit(rename('b'), 'two');

  expect(sent).toHaveLength(2);
});

test('a dropped gesture sends nothing more, and its waiting edit ends quietly', async () => {
  const { sent, send } = slowSend();
  const queue = createGestureQueue(send);

  const first = queue.edit(rename('a'), 'drag');
  const second = queue.edit(rename('b'), 'drag');
  queue.drop('drag');
  sent[0]!.answer();
  await Promise.all([first, second]);

  expect(sent).toHaveLength(1);
});

test('a refused edit rejects, and the one that waited is still sent', async () => {
  const { sent, send } = slowSend();
  const queue = createGestureQueue(send);

  const first = queue.edit(rename('a'), 'drag');
  const second = queue.edit(rename('b'), 'drag');
  sent[0]!.refuse(new Error('disk full'));
  await expect(first).rejects.toThrow('disk full');
  sent[1]!.answer();
  await second;

  expect(sent.map(({ edit }) => edit)).toEqual([rename('a'), rename('b')]);
});
