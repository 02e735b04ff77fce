import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from '../../../electron/main/launch-options.ts';

const packaged = { folder: '/home/ann', isDefaultApp: false };
const refused = (...args: readonly string[]) => {
  try {
    readLaunchOptions(args, packaged);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('launch options', () => {
  it('takes paths from the folder it was started in, and file addresses of a file manager', () => {
    const { paths } = readLaunchOptions(['clip.mp4', '/films/a b.mkv', 'file:///films/c%20d.mov'], packaged);

    expect(paths).toEqual(['/home/ann/clip.mp4', '/films/a b.mkv', '/films/c d.mov']);
  });

  it("passes over Chromium's own options, wherever they stand", () => {
    const options = readLaunchOptions(['--no-sandbox', 'clip.mp4', '--remote-debugging-port=0', '-x'], packaged);

    expect(options).toEqual({ paths: ['/home/ann/clip.mp4'], remoteEngine: null });
  });

  it('does not take the folder of the app for a clip', () => {
    const { paths } = readLaunchOptions(['--inspect=0', '.', 'clip.mp4'], { folder: '/home/ann', isDefaultApp: true });

    expect(paths).toEqual(['/home/ann/clip.mp4']);
  });

  it('attaches to an engine elsewhere', () => {
    const { remoteEngine } = readLaunchOptions(['--engine=ws://workstation:47800', '--engine-token=secret=='], packaged);

    expect(remoteEngine).toEqual({ url: 'ws://workstation:47800/', token: 'secret==' });
  });

  it.each([
    ['no token', ['--engine=ws://host:1'], /wants a token/],
    ['an empty token', ['--engine=ws://host:1', '--engine-token='], /wants a token/],
    ['a token for nothing', ['--engine-token=x'], /which engine/],
    ['a web address', ['--engine=http://host:1', '--engine-token=x'], /does not take "http:\/\/host:1"/],
    ['no address at all', ['--engine=', '--engine-token=x'], /does not take ""/],
    ['a token in the address', ['--engine=ws://host:1/?token=x', '--engine-token=x'], /takes an address only/],
    ['a name and password', ['--engine=ws://me:pw@host:1', '--engine-token=x'], /takes an address only/],
  ])('refuses %s and says what to give', (_, args, message) => {
    const error = refused(...args);

    expect(error).toMatchObject({ code: 'bad-input', message: expect.stringMatching(message) });
    expect(error).toMatchObject({ message: expect.stringContaining('--engine=ws://host:47800 --engine-token=TOKEN') });
  });
});
