import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OutputSettings } from '../../../native/contract/index.ts';
import { freeOutputPath, outputExtension, plainName } from '../../../native/engine/output-name.ts';

const name = { directory: '/out', assetName: 'Harbour 1987.mov', extension: '.mp4' };

test('names the clip and the segment, and numbers what is taken', () => {
  const taken = new Set([join('/out', 'Harbour 1987 - Shot 3.mp4'), join('/out', 'Harbour 1987 - Shot 3 (2).mp4')]);

  const path = freeOutputPath({ ...name, segmentName: 'Shot 3', isTaken: (each) => taken.has(each) });

  expect(path).toBe(join('/out', 'Harbour 1987 - Shot 3 (3).mp4'));
});

test('does not say the name of the clip twice', () => {
  expect(freeOutputPath({ ...name, segmentName: 'Harbour 1987, calm', isTaken: () => false })).toBe(join('/out', 'Harbour 1987, calm.mp4'));
});

test.each([
  { codec: 'h264', format: 'mov,mp4,m4a,3gp,3g2,mj2', extension: '.mp4' },
  { codec: 'h264', format: 'matroska,webm', extension: '.mkv' },
  { codec: 'prores', format: 'matroska,webm', extension: '.mov' },
  { codec: 'vp9', format: 'matroska,webm', extension: '.webm' },
  { codec: 'png', format: 'mov,mp4', extension: '' },
])('$codec of $format becomes "$extension"', ({ codec, format, extension }) => {
  expect(outputExtension(OutputSettings.parse({ codec }), { format })).toBe(extension);
});

test('any text becomes a name that every file system takes', () => {
  const unit = fc.constantFrom('a', 'b', '.', ' ', '/', '\\', ':', '*', '?', '"', '<', '>', '|', '\u0000', '\u001F', 'é', '漢', '🎞');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 300 }), (text) => {
      const plain = plainName(text);
      // eslint-disable-next-line no-control-regex -- these are what Windows refuses in a name
      expect(plain).toMatch(/^[^<>:"/\\|?*\u0000-\u001F]+$/u);
      expect(plain).not.toMatch(/^[\s.]|[\s.]$/);
      expect(Buffer.byteLength(plain)).toBeLessThanOrEqual(201);
    }),
  );
  expect(plainName('con.mp4')).toBe('con.mp4_');
  expect(plainName('../..')).toBe('Untitled');
});
