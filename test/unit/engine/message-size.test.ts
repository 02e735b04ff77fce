import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageBytes } from '../../../native/engine/message-size.ts';

const large = 1e9;

test('counts what JSON would take, for any plain data', () => {
  const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      // A comma per item too many at most; never fewer bytes than are sent.
      const bytes = messageBytes(value, large);
      expect(bytes).toBeGreaterThanOrEqual(jsonBytes(value));
      expect(bytes).toBeLessThanOrEqual(jsonBytes(value) * 1.4 + 2);
    }),
  );
});

test('stops counting at the limit, however deep or wide the message is', () => {
  let deep: unknown = 'end';
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  const circular: unknown[] = [];
  circular.push(circular);

  expect(messageBytes(deep, 1000)).toBeGreaterThan(1000);
  expect(messageBytes(circular, 1000)).toBeGreaterThan(1000);
  expect(messageBytes('x'.repeat(1e6), 1000)).toBeGreaterThan(1000);
});

test.each([{ value: new Uint8Array(4) }, { value: new Map() }, { value: 1n }])('what is no plain data never fits: $value', (message) => {
  expect(messageBytes(message, large)).toBe(Number.POSITIVE_INFINITY);
});
