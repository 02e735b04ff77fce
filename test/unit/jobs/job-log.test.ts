import { expect, test } from 'vitest';
import type { JobLogEntry } from '../../../native/contract/index.ts';
import { stageKind, withLine } from '../../../native/jobs/job-log.ts';

const at = '2026-01-02T03:04:05.678Z';

test('a long log keeps how it began and how it ended, and stays within one message', () => {
  let log: JobLogEntry[] = [];
  for (let line = 0; line < 500; line += 1) log = withLine(log, `${line} ${'€'.repeat(1000)}`, { kind: 'note', at });

  const lines = log.map(({ text }) => Number.parseInt(text, 10));
  expect(lines).toEqual([...Array(15).keys(), ...Array.from({ length: 35 }, (_, index) => 465 + index)]);
  expect(Buffer.byteLength(JSON.stringify(log))).toBeLessThan(50 * 1024);
});

test('frames of one stage are one line', () => {
  expect(stageKind('Restoring frame 41 of 240')).toBe(stageKind('Restoring frame 42 of 240'));
});
