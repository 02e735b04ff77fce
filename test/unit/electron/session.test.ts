import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSession } from '../../../electron/main/session.ts';
import type { OpenedProject } from '../../../electron/main/session.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const opened = (name: string, x = 0): OpenedProject => ({
  project: `/films/${name}.interweave`,
  place: { bounds: { x, y: 40, width: 1280, height: 720 }, maximised: false },
});
const [meadow, street] = [opened('meadow'), opened('street', 80)];
const freshPath = () => join(folder.path, `session-${count++}.json`);
/** As a start of the app reads it. A window is what it showed, or null for the start screen. */
const start = (path: string) => createSession(path, (window: OpenedProject | null) => window);

test('the first start opens nothing', () => {
  expect(start(freshPath()).begin()).toEqual([]);
});

test('what was open at the end is opened again, in its places, without empty windows', () => {
  const path = freshPath();
  const session = start(path);
  session.begin();
  session.changed([meadow]);
  session.ends([meadow, null, street]);
  // They close one after the other.
  session.changed([street]);
  session.changed([]);

  expect(start(path).begin()).toEqual([meadow, street]);
});

test('a window that was closed before the end stays closed', () => {
  const path = freshPath();
  const session = start(path);
  session.changed([meadow, street]);
  session.changed([street]);
  session.ends([street]);

  expect(start(path).begin()).toEqual([street]);
});

test('an end that was called off is none', () => {
  const path = freshPath();
  const session = start(path);
  session.ends([meadow]);
  session.goesOn();
  session.changed([street]);

  expect(start(path).begin()).toEqual([street]);
});

test('a crash loses no window, unless it came while they were opened', () => {
  const path = freshPath();
  start(path).changed([meadow]);

  const second = start(path);
  expect(second.begin()).toEqual([meadow]);
  // It ends here, without a word.
  expect(start(path).begin()).toEqual([]);

  const fourth = start(path);
  expect(fourth.begin()).toEqual([meadow]);
  fourth.settled();
  expect(start(path).begin()).toEqual([meadow]);
});

test('switched off it opens nothing and goes on remembering', () => {
  const path = freshPath();
  const session = start(path);
  session.setReopens(false);
  session.ends([meadow]);

  const next = start(path);
  expect([next.reopens(), next.begin()]).toEqual([false, []]);
  next.setReopens(true);
  expect(start(path).begin()).toEqual([meadow]);
});

test.each(['', 'null', '[]', '{"windows":7}', '{"windows":[{"project":"/a.mp4"},{"project":"/a.interweave","place":{}},null]}'])(
  'a damaged file holds no windows: %s',
  (text) => {
    const path = freshPath();
    writeFileSync(path, text);

    expect(start(path).begin()).toEqual([]);
  },
);
