import { beforeEach, expect, test } from 'vitest';
import { dropToldNotices, notify, useNotices } from '../../../renderer/state/notice-store.ts';
import { useOverlay } from '../../../renderer/state/overlay-store.ts';

const messages = () => useNotices.getState().queue.map(({ message }) => message);

beforeEach(() => {
  useNotices.setState({ queue: [] });
  useOverlay.setState({ queueOpen: false });
});

test('what the queue shows itself is not said over it, and no longer once it opens', () => {
  notify({ severity: 'info', message: 'Creek is queued.', toldBy: 'queue' });
  notify({ severity: 'success', message: 'Falls is restored.' });
  expect(messages()).toEqual(['Creek is queued.', 'Falls is restored.']);

  useOverlay.setState({ queueOpen: true });
  dropToldNotices();
  notify({ severity: 'info', message: 'Ridge is queued.', toldBy: 'queue' });

  expect(messages()).toEqual(['Falls is restored.']);
});
