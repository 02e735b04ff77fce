import { expect, it } from 'vitest';
import { runManifest } from '../../../native/engine/run-manifest.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { toyMetric, toyStore } from '../../fixtures/toy-metrics.ts';

it('knows the model of a run while its package is here, and says nothing of one that is gone', async () => {
  const folder = await temporaryFolder();
  try {
    const store = await toyStore(folder.path, [[toyMetric(['frame']), { id: 'here' }]]);
    const of = (id: string) => runManifest({ models: () => Promise.resolve(store) }, { model: { id, version: '1.0.0', sha256: '' } });
    expect(await of('here')).toMatchObject({ id: 'here' });
    expect(await of('gone')).toBeNull();
  } finally {
    await folder.remove();
  }
});
