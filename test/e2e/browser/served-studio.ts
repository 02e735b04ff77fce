import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { serveHost } from '../../../build/served-host.ts';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';

export { chromiumOptions } from '../../../build/served-host.ts';

/** The real headless host, in a folder of its own with what a spec needs to begin. */
export interface ServedStudio {
  readonly folder: string;
  /** A path in the folder. */
  readonly at: (name: string) => string;
  /** The address with its token. */
  readonly url: string;
  /** As when the engine goes away. */
  readonly stop: () => Promise<void>;
  /** Serves the same folder at the same address again. */
  readonly start: () => Promise<void>;
  /** Nothing is left behind. */
  readonly close: () => Promise<void>;
}

export interface StudioOptions {
  /** Test clips by their place in the folder, and how they are made. */
  readonly clips?: Readonly<Record<string, Parameters<typeof makeClip>[1]>>;
  /** Puts more into the folder before the host starts. */
  readonly prepare?: (at: ServedStudio['at']) => Promise<unknown>;
  /** Weights other than those of this checkout, by their place in the folder: one that is not there holds none. */
  readonly weights?: string;
}

export async function serveStudio({ clips = {}, prepare, weights }: StudioOptions = {}): Promise<ServedStudio> {
  const folder = await temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  for (const [name, how] of Object.entries(clips)) {
    await mkdir(dirname(at(name)), { recursive: true });
    await makeClip(at(name), how);
  }
  await prepare?.(at);
  const serve = (port: number): ReturnType<typeof serveHost> =>
    serveHost({
      ...{ cacheDir: at('cache'), dataDir: at('data') },
      env: weights === undefined ? {} : { INTERWEAVE_WEIGHTS: at(weights) },
      args: ['--port', String(port), '--token', 'browser-test-token'],
    });
  let host = await serve(0);
  const { url } = host;
  const stop = (): Promise<void> => host.stop();
  return {
    ...{ folder: folder.path, at, url, stop },
    start: async () => {
      host = await serve(Number(new URL(url).port));
    },
    close: async () => {
      await stop();
      await folder.remove();
    },
  };
}
