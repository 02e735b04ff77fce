import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveState } from '../../../electron/main/state-file.ts';
import { placeWindow, readWindowState } from '../../../electron/main/window-state.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 2560, height: 1400 };

describe('place of the window', () => {
  it('is the middle of the first screen on the first start', () => {
    expect(placeWindow(null, [laptop, second])).toEqual({ bounds: { x: 220, y: 60, width: 1480, height: 920 }, maximised: false });
  });

  it('fits a small screen', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 720 }]).bounds).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
  });

  it('is where it was, maximised or not', () => {
    const saved = { bounds: { x: 2000, y: 80, width: 1600, height: 900 }, maximised: true };

    expect(placeWindow(saved, [laptop, second])).toEqual(saved);
  });

  it('comes back to the first screen when its own was unplugged', () => {
    const saved = { bounds: { x: 2000, y: 80, width: 1600, height: 900 }, maximised: false };

    expect(placeWindow(saved, [laptop])).toEqual({ bounds: { x: 160, y: 70, width: 1600, height: 900 }, maximised: false });
  });

  it('comes back when its title bar cannot be reached', () => {
    const above = { bounds: { x: 100, y: -500, width: 1600, height: 900 }, maximised: false };

    expect(placeWindow(above, [laptop]).bounds.y).toBe(70);
  });

  it('shrinks to a screen that became smaller', () => {
    const saved = { bounds: { x: 10, y: 10, width: 3000, height: 2000 }, maximised: false };

    expect(placeWindow(saved, [laptop]).bounds).toEqual({ x: 10, y: 10, width: 1920, height: 1040 });
  });
});

describe('file of the window state', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => (folder = await temporaryFolder()));
  afterAll(() => folder.remove());

  it('gives back what was saved', () => {
    const path = join(folder.path, 'saved.json');
    const state = { bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximised: true };
    saveState(path, state);

    expect(readWindowState(path)).toEqual(state);
  });

  it.each(['', '{', '[]', '{"bounds":{"x":1},"maximised":true}', '{"bounds":{"x":1,"y":1,"width":"wide","height":1},"maximised":true}'])(
    'is passed over when it holds %j',
    (text) => {
      const path = join(folder.path, 'damaged.json');
      writeFileSync(path, text);

      expect(readWindowState(path)).toBeNull();
    },
  );

  it('is passed over when it is not there, and losing it is no error', () => {
    expect(readWindowState(join(folder.path, 'none.json'))).toBeNull();
    expect(() => saveState(join(folder.path, 'no/such/folder.json'), placeWindow(null, []))).not.toThrow();
  });
});
