import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../native/contract/index.ts';
import type { MetricManifest } from '../../../native/contract/index.ts';
import { findMetricPackages } from '../../../native/metrics/metric-packages.ts';
import { openPackagedMeters } from '../../../native/metrics/packaged-meters.ts';
import type { PackagedMeters } from '../../../native/metrics/packaged-meters.ts';
import { factsNamed } from '../../../native/metrics/registry.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { toyMetric, toyStore, writeMetricPackage } from '../../fixtures/toy-metrics.ts';

const { signal } = new AbortController();
const size = { width: 40, height: 24 };
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const storeOf = (...packages: Parameters<typeof toyStore>[1]) => toyStore(folder.path, packages);

function level(value: number): Uint8Array {
  return new Uint8Array(size.width * size.height * 3).fill(value);
}

async function measuring<T>(store: Awaited<ReturnType<typeof storeOf>>, work: (meters: PackagedMeters) => Promise<T>): Promise<T> {
  const { ready } = await findMetricPackages(store, {});
  const meters = await openPackagedMeters(ready, { size, signal });
  try {
    return await work(meters);
  } finally {
    await meters.close();
  }
}

describe('a package that measures', () => {
  it('sees the frame as RGB from 0 to 1', async () => {
    const values = await measuring(await storeOf([toyMetric(['frame'])]), async ({ measure }) => [
      await measure({ restored: level(51), reference: null }),
      await measure({ restored: level(255), reference: null }),
    ]);

    expect(values.map(([span]) => span?.value)).toEqual([expect.closeTo(0.2, 6), expect.closeTo(1, 6)]);
  });

  it('compares with the true frame: the mean absolute difference is the known one', async () => {
    const store = await storeOf([toyMetric(['frame', 'reference']), { id: 'difference', better: 'lower' }]);
    const { ready } = await findMetricPackages(store, {});

    const [span] = await measuring(store, ({ measure }) => measure({ restored: level(10), reference: level(61) }));

    expect(ready[0]?.facts).toMatchObject({
      name: 'difference',
      needs: 'reference',
      scope: 'frame',
      better: 'lower',
      packageVersion: '1.0.0',
    });
    expect(span?.value).toBeCloseTo(51 / 255, 6);
  });

  it('called lpips measures tLP too: how much less or more the clip changes than the reference', async () => {
    const store = await storeOf([toyMetric(['frame', 'reference']), { id: 'lpips', name: 'Toy distance', better: 'lower' }]);
    const { ready, missing } = await findMetricPackages(store, {});

    const { rows, tlp } = await measuring(store, async ({ measure, summaries }) => {
      const spans = [];
      for (const [restored, reference] of [
        [0, 0],
        [51, 204],
        [51, 153],
      ] as const)
        spans.push(await measure({ restored: level(restored), reference: level(reference) }));
      return { rows: spans.map((each) => each[1]?.value ?? null), tlp: summaries()[1] };
    });

    expect(ready.map(({ facts: { name, scope, needs } }) => [name, scope, needs])).toEqual([
      ['lpips', 'frame', 'reference'],
      ['tlp', 'pair', 'reference'],
    ]);
    expect(missing.map(({ title }) => title)).not.toContain('tLP (lpips)');
    expect(rows).toEqual([null, expect.closeTo(0.6, 6), expect.closeTo(0.2, 6)]);
    expect(tlp?.value).toBeCloseTo(0.4, 6);
  });

  it('sees the frame before, which the first frame has not, and the first', async () => {
    const steps = [toyMetric(['frame', 'before']), { id: 'step' }] as const;
    const drift = [toyMetric(['frame', 'first']), { id: 'drift' }] as const;

    const rows = await measuring(await storeOf(drift, steps), async ({ measure, summaries }) => {
      const spans = [];
      for (const value of [0, 51, 51, 255]) spans.push(await measure({ restored: level(value), reference: null }));
      return [...spans.map((each) => each.map((span) => span?.value ?? null)), summaries().map(({ value }) => value)];
    });

    const near = (value: number): unknown => expect.closeTo(value, 6);
    expect(rows).toEqual([
      [near(0), null],
      [near(0.2), near(0.2)],
      [near(0.2), near(0)],
      [near(1), near(0.8)],
      [near(0.35), near(1 / 3)],
    ]);
  });

  it('sees windows of a clip, and one that is shorter has no number and says why', async () => {
    const clip = { frames: 2, step: 2, stride: 2 };
    const store = await storeOf([toyMetric(['clip'], 2), { clip }]);
    const feed = (levels: readonly number[]) =>
      measuring(store, async ({ measure, summaries }) => {
        const spans = [];
        for (const value of levels) spans.push(...(await measure({ restored: level(value), reference: null })));
        return { spans: spans.filter((span) => span !== null), summary: summaries()[0] };
      });

    const { spans, summary } = await feed([0, 255, 51, 255, 102]);
    const short = await feed([0, 0]);

    expect(spans).toEqual([
      { startFrame: 0, endFrame: 3, value: expect.closeTo(0.1, 5) as number },
      { startFrame: 2, endFrame: 5, value: expect.closeTo(0.3, 5) as number },
    ]);
    expect(summary?.value).toBeCloseTo(0.2, 5);
    expect(short.summary).toEqual({ value: null, note: 'The clip has 2 frames, and Brightness looks at 3.' });
  });

  it('sees the size that it asks for, and flat pictures stay as they are', async () => {
    const sizes = [
      ['at 40x24', { type: 'native', multipleOf: 8 }],
      ['at 32x16', { type: 'native', multipleOf: 16 }],
      ['at 20x12', { type: 'fit', longestSide: 20 }],
      ['at 16x16', { type: 'square', side: 16 }],
      ['at 64x64', { type: 'square', side: 64 }],
    ] as const;
    const packages = sizes.map(([, each], index) => [toyMetric(['frame']), { id: `size-${index}`, size: each }] as const);

    const measured = await measuring(await storeOf(...packages), async ({ details, measure }) => ({
      details,
      values: await measure({ restored: level(102), reference: null }),
    }));

    expect(measured.details.map((detail) => detail.slice(-8))).toEqual(sizes.map(([words]) => words));
    expect(measured.values.map((span) => span?.value)).toEqual(sizes.map(() => expect.closeTo(0.4, 5) as number));
  });

  it('is another version when its file, or what it is given, is another', async () => {
    const versionOf = async (toy: ReturnType<typeof toyMetric>, changes: Partial<MetricManifest>) =>
      (await findMetricPackages(await storeOf([toy, changes]), {})).ready[0]?.facts.version;

    const versions = [
      await versionOf(toyMetric(['frame']), {}),
      await versionOf(toyMetric(['frame']), { summary: 'Told otherwise.' }),
      await versionOf(toyMetric(['frame']), { size: { type: 'square', side: 16 } }),
      await versionOf(toyMetric(['frame'], 'n'), {}),
    ];

    expect(versions[0]).toBe(versions[1]);
    expect(new Set(versions).size).toBe(3);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const { ready } = await findMetricPackages(await storeOf([toyMetric(['frame'])]), {});
    const meters = await openPackagedMeters(ready, { size, signal: abort.signal });

    abort.abort(new AppError('canceled', 'Enough.'));

    await expect(meters.measure({ restored: level(0), reference: null })).rejects.toThrow('Enough.');
    await meters.close();
  });
});

describe('a package with the wrong contract', () => {
  const wrong: readonly (readonly [string, ReturnType<typeof toyMetric>, Partial<MetricManifest>, RegExp])[] = [
    ['has the name of a measure that is here', toyMetric(['frame']), { id: 'flicker' }, /its id is the name of a measure/],
    ['sees no frame', toyMetric(['reference']), {}, /no input sees the frame, or a clip/],
    ['does not say which frames of a clip', toyMetric(['clip'], 2), {}, /"clip" does not say of which frames/],
    [
      'answers more than a number',
      toyMetric(['frame']),
      { output: { name: 'score', type: 'float32', shape: [1, 5] } },
      /\[1, 5\], not one number/,
    ],
    [
      'has another graph than its manifest says',
      toyMetric(['frame', 'reference']),
      { inputs: toyMetric(['frame']).inputs },
      /The model file of .* is not what its manifest promises: .*"the_reference" that was not promised/,
    ],
  ];

  it.each(wrong)('that %s is told and hinders no other', async (_, toy, changes, words) => {
    const store = await storeOf([toy, { id: 'wrong', name: 'Wrong', ...changes }], [toyMetric(['frame']), { id: 'right' }]);

    const { ready, missing, faulty } = await findMetricPackages(store, {});

    expect(ready.map(({ facts }) => facts.name)).toEqual(['right']);
    expect(missing[0]?.title).toBe('Wrong');
    expect(missing[0]?.reason).toMatch(words);
    expect([...faulty.values()].map(({ code }) => code)).toEqual(['model-contract']);
  });

  it('is not imported', async () => {
    const store = await storeOf();
    const path = await writeMetricPackage(join(folder.path, 'handed-out'), toyMetric(['reference']));

    const refused = store.importModel({ path }, { signal, progress: () => undefined });

    await expect(refused).rejects.toMatchObject({
      code: 'model-contract',
      message: expect.stringContaining('no input sees the frame') as string,
    });
  });
});

describe('a measure whose package is not here', () => {
  it('is told with what it takes to add it, and is there once it is imported', async () => {
    const store = await storeOf();
    const before = await findMetricPackages(store, {});
    const path = await writeMetricPackage(join(folder.path, 'made'), toyMetric(['frame', 'reference']), { id: 'lpips', name: 'LPIPS' });

    const card = await store.importModel({ path }, { signal, progress: () => undefined });
    const after = await findMetricPackages(store, {});

    expect(before.missing.map(({ title }) => title)).toEqual([
      ...['CLIP-IQA (clip-iqa)', 'MUSIQ (musiq)', 'NRQM (nrqm)', 'NIQE (niqe)', 'DOVER (dover)', 'LPIPS (lpips)', 'tLP (lpips)'],
      ...['VBench background consistency (background-consistency)', 'Warping error and tOF by the motion of a network (such as RAFT)'],
    ]);
    expect(before.missing[5]?.reason).toMatch(/package of the kind "metric" .* interweave models import FOLDER/);
    expect(() => factsNamed('lpips', [])).toThrow(/There is no metric "lpips" here\. .* interweave models import FOLDER/);
    expect(() => factsNamed('tlp', [])).toThrow(/There is no metric "tlp" here\. tLP \(lpips\): Needs a trained network/);
    expect(card).toMatchObject({ id: 'lpips', kind: 'metric', scale: null, status: 'installed' });
    expect(after.ready.map(({ facts }) => facts.title)).toEqual(['LPIPS', 'tLP']);
    expect(after.missing.map(({ title }) => title)).not.toContain('LPIPS (lpips)');
  });

  it('cannot restore', async () => {
    const store = await storeOf([toyMetric(['frame'])]);

    await expect(store.open('brightness', {})).rejects.toThrow('The package brightness measures and restores nothing.');
  });
});
