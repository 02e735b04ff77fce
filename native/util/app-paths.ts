import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the engine keeps and finds things. */
export interface AppPaths {
  /** Manifests of the model packages; part of the app. */
  readonly packagesDir: string;
  /** The clip that the tour is taken with; part of the app. */
  readonly sampleClip: string;
  /** Weights that were fetched or imported. */
  readonly weightsDir: string;
  /** Proxies, stills, checkpoints: may be deleted at any time. */
  readonly cacheDir: string;
  /** Settings, recent projects, measured speeds. */
  readonly dataDir: string;
  /** Folder of an installed app that may hold its own ffmpeg. */
  readonly resourcesDir?: string | undefined;
  /** The ffmpeg the user chose. */
  readonly ffmpegPath?: string | undefined;
}

/** The places of this machine, each of which an environment variable (`INTERWEAVE_...`) overrides. */
export function appPaths(env: NodeJS.ProcessEnv = process.env): AppPaths {
  const root = appRoot();
  const dataDir = env['INTERWEAVE_DATA'] ?? userFolder('data', env);
  return {
    packagesDir: env['INTERWEAVE_PACKAGES'] ?? join(root, 'models', 'packages'),
    sampleClip: env['INTERWEAVE_SAMPLE'] ?? join(root, 'models', 'sample', 'dandelion-meadow.mp4'),
    // A checkout keeps its weights to itself; an installed app's folder may be read-only.
    weightsDir: env['INTERWEAVE_WEIGHTS'] ?? (isCheckout(root) ? join(root, 'models', 'weights') : join(dataDir, 'weights')),
    cacheDir: env['INTERWEAVE_CACHE'] ?? userFolder('cache', env),
    dataDir,
    resourcesDir: env['INTERWEAVE_RESOURCES'],
    ffmpegPath: env['INTERWEAVE_FFMPEG'],
  };
}

/** Two folders above this source (`native/util`), and as many above the bundle (`.out/app`). */
function appRoot(): string {
  return fileURLToPath(new URL('../..', import.meta.url));
}

function isCheckout(root: string): boolean {
  return existsSync(join(root, 'build', 'bootstrap'));
}

function userFolder(kind: 'cache' | 'data', env: NodeJS.ProcessEnv): string {
  const home = homedir();
  const name = 'interweave';
  switch (process.platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), name, kind);
    case 'darwin':
      return join(home, 'Library', kind === 'cache' ? 'Caches' : 'Application Support', name);
    default:
      return kind === 'cache'
        ? join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), name)
        : join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), name);
  }
}
