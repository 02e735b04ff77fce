import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { appPaths } from '../../../native/util/app-paths.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

test('a checkout keeps its weights to itself and everything else where the system wants it', () => {
  const paths = appPaths({ XDG_CACHE_HOME: '/cache', XDG_DATA_HOME: '/data', LOCALAPPDATA: '/local' });

  expect(paths).toMatchObject({
    packagesDir: join(root, 'models/packages'),
    sampleClip: join(root, 'models/sample/dandelion-meadow.mp4'),
    weightsDir: join(root, 'models/weights'),
  });
  if (process.platform === 'linux') expect(paths).toMatchObject({ cacheDir: '/cache/interweave', dataDir: '/data/interweave' });
});

test('every place can be chosen by the environment', () => {
  const env = {
    ...{ INTERWEAVE_PACKAGES: '/p', INTERWEAVE_SAMPLE: '/s.mp4', INTERWEAVE_WEIGHTS: '/w', INTERWEAVE_CACHE: '/c', INTERWEAVE_DATA: '/d' },
    ...{ INTERWEAVE_RESOURCES: '/r', INTERWEAVE_FFMPEG: '/f' },
  };

  expect(appPaths(env)).toEqual({
    ...{ packagesDir: '/p', sampleClip: '/s.mp4', weightsDir: '/w', cacheDir: '/c', dataDir: '/d' },
    ...{ resourcesDir: '/r', ffmpegPath: '/f' },
  });
});
