import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MetricManifest, MetricName } from '../../../native/contract/index.ts';
import { findMetricPackages } from '../../../native/metrics/metric-packages.ts';
import type { PackagedMetric } from '../../../native/metrics/metric-packages.ts';
import { openMeters } from '../../../native/metrics/meters.ts';
import type { MomentFrames } from '../../../native/metrics/meters.ts';
import { openPackagedFlow } from '../../../native/metrics/packaged-flow.ts';
import { builtInMetric, factsNamed, metricFacts, versionText } from '../../../native/metrics/registry.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { flowManifest, toyFlow, toyMetric, toyStore, writeMetricPackage } from '../../fixtures/toy-metrics.ts';
import { alone } from './frames.ts';

const { signal } = new AbortController();
/** No multiple of 32: pictures are filled up for the graph. */
const size = { width: 90, height: 50 };
const NAMES: readonly MetricName[] = ['e-warp', 'tof-reference', 'tof-source'];
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const storeOf = (...packages: Parameters<typeof toyStore>[1]) => toyStore(folder.path, packages);

/** A patch of grain that moves by (3, 1) over an even ground; one level brighter with every frame. */
function grain(t: number): Uint8Array {
  const data = new Uint8Array(size.width * size.height * 3);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const [u, v] = [x - 3 * t, y - t];
      const inside = u >= 12 && u < 72 && v >= 10 && v < 38;
      for (let channel = 0; channel < 3; channel += 1) {
        const place = u * 73_856_093 + v * 19_349_663 + channel * 83_492_791;
        data[(y * size.width + x) * 3 + channel] = (inside ? ((place ^ (place >>> 13)) >>> 3) % 200 : 100) + t;
      }
    }
  }
  return data;
}

async function measuredBy(
  finder: PackagedMetric | undefined,
  moments: readonly MomentFrames[],
  names: readonly MetricName[],
): Promise<{ readonly details: readonly string[]; readonly rows: readonly (readonly number[])[] }> {
  if (finder === undefined) throw new Error('no package finds motion');
  const hasSource = (moments[0]?.source ?? null) !== null;
  const sourceSize = hasSource ? size : null;
  const motions = [...new Set(names.flatMap((name) => builtInMetric(name)?.motions?.({ hasSource }) ?? []))];
  const flow = await openPackagedFlow(finder, { motions, size, sourceSize, signal });
  try {
    const hasReference = (moments[0]?.reference ?? null) !== null;
    const meters = await openMeters({ metrics: names, size, sourceSize, hasReference, flowName: flow.name });
    const rows: (readonly number[])[] = [];
    for (const frames of moments) rows.push(meters.measure({ ...frames, motions: await flow.find(frames) }));
    return { details: meters.details, rows };
  } finally {
    await flow.close();
  }
}

describe('a package that finds motion', () => {
  it('takes the place of the classical flow, and is named in the result', async () => {
    const { ready, missing } = await findMetricPackages(await storeOf([toyFlow([3, 1]), flowManifest]), {});
    const clip = [0, 1, 2].map((t) => alone(grain(t)));

    const { details, rows } = await measuredBy(ready[0], clip, ['e-warp']);
    const wrong = await findMetricPackages(await storeOf([toyFlow([-3, 1]), flowManifest]), {});
    const astray = await measuredBy(wrong.ready[0], clip, ['e-warp']);

    // One level brighter: 3 (1 / 255)^2 in thousandths; nothing else is left of a clip that only moves.
    const level = expect.closeTo(3000 / 255 ** 2, 4) as number;
    expect(rows).toEqual([[NaN], [level], [level]]);
    expect(astray.rows[1]?.[0]).toBeGreaterThan(100);
    expect(details[0]).toMatch(
      /^optical flow of the package toy-raft 1\.2\.0 \(Toy RAFT, SHA-256 [0-9a-f]{12}\) at 90x50, of the clip itself$/,
    );
    expect(missing.map(({ title }) => title)).not.toContain('Warping error and tOF by the motion of a network (such as RAFT)');
  });

  it('finds the motion of the reference and of the source too', async () => {
    const { ready } = await findMetricPackages(await storeOf([toyFlow([3, 1]), flowManifest]), {});
    const moments = [0, 1].map((t) => ({ restored: grain(t), reference: grain(t), source: grain(1 - t) }));

    const { rows } = await measuredBy(ready[0], moments, ['tof-reference', 'tof-source']);

    // The source moves the other way: by (-3, -1) where the clip moves by (3, 1).
    expect(rows[1]).toEqual([0, expect.closeTo(2 * Math.hypot(3, 1), 5)]);
  });

  it('makes numbers of another flow stale, and says so in place of the version', async () => {
    const versions = [];
    for (const changes of [{}, { version: '1.3.0' }, { id: 'other' }]) {
      const { ready } = await findMetricPackages(await storeOf([toyFlow([3, 1]), { ...flowManifest, ...changes }]), {});
      versions.push(
        factsNamed(
          'e-warp',
          ready.map(({ facts }) => facts),
        ).version,
      );
    }
    const { ready } = await findMetricPackages(await storeOf([toyFlow([3, 1]), flowManifest]), {});
    const facts = metricFacts(ready.map((each) => each.facts));

    expect(new Set([...versions, factsNamed('e-warp', []).version]).size).toBe(4);
    expect(ready.map((each) => each.facts.name)).toEqual(NAMES);
    expect(facts.map(({ name }) => name)).toEqual(metricFacts([]).map(({ name }) => name));
    expect(versionText(factsNamed('e-warp', facts))).toBe('by the flow of toy-raft 1.2.0');
    expect(factsNamed('flicker', facts)).toEqual(factsNamed('flicker', []));
  });

  it('is the only one: a second is told', async () => {
    const store = await storeOf([toyFlow([3, 1]), flowManifest], [toyFlow([1, 0]), { ...flowManifest, id: 'second', name: 'Second' }]);

    const { ready, missing } = await findMetricPackages(store, {});

    expect(new Set(ready.map(({ facts }) => facts.flow))).toEqual(new Set(['second 1.2.0']));
    expect(missing.find(({ title }) => title === 'Toy RAFT')?.reason).toContain('The package second finds the motion');
  });

  it('that answers another size than it saw is refused when it runs', async () => {
    const { ready } = await findMetricPackages(await storeOf([toyFlow([3, 1], { rows: 8 }), flowManifest]), {});

    const measuring = measuredBy(ready[0], [alone(grain(0)), alone(grain(1))], ['e-warp']);

    await expect(measuring).rejects.toMatchObject({
      code: 'model-failed',
      message:
        'Toy RAFT (toy-raft) answered a flow of the shape [1, 2, 8, 96] instead of [1, 2, 64, 96]. Put its package right, or remove it.',
    });
  });
});

describe('a flow with the wrong contract is not imported', () => {
  const right = toyFlow([3, 1]);
  const three = { name: 'motion', type: 'float32', shape: [1, 3, 'h', 'w'] } as const;
  const wrong: readonly (readonly [string, ReturnType<typeof toyFlow>, Partial<MetricManifest>, RegExp])[] = [
    [
      'answers three planes',
      toyFlow([3, 1], { answer: three.shape }),
      { output: { ...three, shape: [...three.shape] } },
      /\[1, 3, h, w\], not \[1, 2, h, w\]/,
    ],
    [
      'has a graph that declares another answer',
      toyFlow([3, 1], { answer: [1, 2] }),
      {},
      /output has the shape \[1, 2\], not \[1, 2, h, w\]/,
    ],
    ['sees no frame before', { ...right, inputs: right.inputs.slice(0, 1) }, {}, /no input sees "before"/],
    ['sees the reference', { ...right, inputs: toyMetric(['frame', 'before', 'reference']).inputs }, {}, /an input sees "reference"/],
    ['is resized by its manifest', right, { size: { type: 'fit', longestSide: 320 } }, /"native" with a multiple, not "fit"/],
    [
      'takes one size only',
      { ...right, inputs: right.inputs.map(({ sees, tensor }) => ({ sees, tensor: { ...tensor, shape: [1, 3, 64, 96] } })) },
      {},
      /takes pictures of one size only/,
    ],
  ];

  it.each(wrong)('that %s', async (name, toy, changes, words) => {
    const path = await writeMetricPackage(join(folder.path, name.replaceAll(' ', '-')), toy, { ...flowManifest, ...changes });
    const store = await storeOf();

    const refused = store.importModel({ path }, { signal, progress: () => undefined });

    await expect(refused).rejects.toMatchObject({ code: 'model-contract', message: expect.stringMatching(words) as string });
  });
});
