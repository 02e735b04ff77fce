import { describe, expect, it, vi } from 'vitest';
import { answerHostCall, isOurPage } from '../../../electron/main/host-channel.ts';
import type { Host } from '../../../electron/main/host.ts';
import { AppError } from '../../../native/contract/index.ts';

const host: Host = {
  'host.info': async () => ({ openPath: '/clip.mp4', remoteEngine: null, platform: 'linux' }),
  'dialog.openMedia': async () => ({ paths: [] }),
  'dialog.openProject': async () => {
    throw new Error('GTK fell over');
  },
  'dialog.saveProject': async ({ suggestedName }) => ({ path: suggestedName }),
  'dialog.openFile': async () => ({ path: null }),
  'dialog.saveFile': async () => ({ path: null }),
  'dialog.chooseFolder': async () => ({ path: null }),
  'captionKey.state': async () => ({ stored: false, storable: true, reason: null }),
  'captionKey.set': async () => ({}),
  'captionKey.clear': async () => ({}),
  'clipboard.read': async () => ({ text: '' }),
  'clipboard.write': async () => ({}),
  'window.open': async () => ({}),
  'window.claimProject': async () => ({ granted: true }),
  'shell.showInFolder': async ({ path }) => {
    throw new AppError('not-found', `${path} is gone.`);
  },
  'session.get': async () => ({ reopens: true }),
  'session.set': async () => ({}),
  'window.setMenu': async () => ({}),
  'window.notify': async () => ({}),
  'window.setTitle': async () => ({}),
  'window.setProgress': async () => ({}),
};

describe('host channel', () => {
  it('answers a call', async () => {
    const info = { openPath: '/clip.mp4', remoteEngine: null, platform: 'linux' };

    expect(await answerHostCall(host, 'host.info', {})).toEqual({ ok: true, value: info });
    expect(await answerHostCall(host, 'dialog.saveProject', { suggestedName: 'Film' })).toEqual({ ok: true, value: { path: 'Film' } });
  });

  it.each([
    ['no input', 'window.setTitle', undefined],
    ['a field that is missing', 'window.setTitle', { title: 'x' }],
    ['a field too many', 'host.info', { more: 1 }],
    ['a wrong type', 'shell.showInFolder', { path: 7 }],
    ['a number out of range', 'window.setProgress', { fraction: 2 }],
  ])('refuses %s', async (_, method, input) => {
    const reply = await answerHostCall(host, method, input);

    expect(reply).toMatchObject({ ok: false, code: 'bad-input', message: expect.stringContaining(method) });
  });

  it.each(['host.quit', 'constructor', '__proto__', 7, null])('refuses the unknown method %j', async (method) => {
    expect(await answerHostCall(host, method, {})).toMatchObject({ ok: false, code: 'unknown-method' });
  });

  it('passes on what went wrong in our own words, and nothing of the inside', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue(undefined);

    expect(await answerHostCall(host, 'shell.showInFolder', { path: '/a' })).toEqual({
      ok: false,
      code: 'not-found',
      message: '/a is gone.',
    });
    const reply = await answerHostCall(host, 'dialog.openProject', {});
    expect(reply).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(reply)).not.toMatch(/GTK|at .*:\d+/);
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('sender of a message', () => {
  const ours = { sender: { id: 3 }, senderFrame: { origin: 'app://interweave', parent: null } };

  it('is our page in the main frame of our window', () => {
    expect(isOurPage(ours, 3)).toBe(true);
  });

  it.each([
    ['another window', { ...ours, sender: { id: 4 } }],
    ['a frame inside the page', { ...ours, senderFrame: { origin: 'app://interweave', parent: {} } }],
    ['another origin', { ...ours, senderFrame: { origin: 'https://example.org', parent: null } }],
    ['an origin that begins like ours', { ...ours, senderFrame: { origin: 'app://interweave.evil', parent: null } }],
    ['a page without an origin', { ...ours, senderFrame: { origin: 'null', parent: null } }],
    ['a frame that is gone', { ...ours, senderFrame: null }],
  ])('is not %s', (_, sender) => {
    expect(isOurPage(sender, 3)).toBe(false);
  });
});
