import { join } from 'node:path';
import { serveHost } from '../../../build/served-host.ts';

export { chromiumOptions } from '../../../build/served-host.ts';

export interface ServedStudio {
  /** The address with its token. */
  readonly url: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

interface ServeOptions {
  readonly port?: number;
  readonly token?: string;
  /** Other than those of this checkout. */
  readonly weightsDir?: string;
}

/** The real headless host with folders of its own. */
export async function serveStudio(
  folder: string,
  { port = 0, token = 'browser-test-token', weightsDir }: ServeOptions = {},
): Promise<ServedStudio> {
  const { url, stop } = await serveHost({
    ...{ cacheDir: join(folder, 'cache'), dataDir: join(folder, 'data') },
    env: weightsDir === undefined ? {} : { INTERWEAVE_WEIGHTS: weightsDir },
    args: ['--port', String(port), '--token', token],
  });
  return { url, port: Number(new URL(url).port), stop };
}
