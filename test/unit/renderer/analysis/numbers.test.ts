import { expect, test } from 'vitest';
import { RunId } from '../../../../native/contract/index.ts';
import type { MetricFacts, Run, Segment } from '../../../../native/contract/index.ts';
import { metricFacts } from '../../../../native/metrics/registry.ts';
import { numbersTable } from '../../../../renderer/features/analysis/numbers-table.ts';
import { plotPoints } from '../../../../renderer/features/analysis/plot-points.ts';
import { bestRuns, staleMetrics } from '../../../../renderer/features/analysis/run-numbers.ts';
import { qualityChoices, scatterPoints, scatterTable } from '../../../../renderer/features/analysis/scatter-points.ts';
import { worstMoments } from '../../../../renderer/features/analysis/worst-moments.ts';
import { clockOf } from '../../../../renderer/features/timeline/timecode.ts';

const warping = metricFacts([]).find(({ name }) => name === 'e-warp') as MetricFacts;

/** Of a run, only what is looked at here. */
function measured(id: string, value: number | null, version = warping.version): { readonly run: Run; readonly number: number } {
  const result = { name: warping.name, version, value, unit: warping.unit, detail: '', note: null };
  return { run: { id: RunId.parse(id), metrics: [result] } as unknown as Run, number: 1 };
}

test('worst moments lie apart, leave out cuts and frames without a number, and depend on which way is better', () => {
  const values = [null, 1, 9, 8, 2, 7, 50, 3];

  const worst = worstMoments(values, { better: 'lower', count: 2, apart: 2, without: new Set([6]) });

  expect(worst).toEqual([
    { frame: 2, value: 9 },
    { frame: 5, value: 7 },
  ]);
  expect(worstMoments(values, { better: 'higher', count: 1, apart: 2 })).toEqual([{ frame: 1, value: 1 }]);
  expect(worstMoments(values, { better: 'neither', count: 3, apart: 1 })).toEqual([]);
});

test('a plot of many frames keeps the peaks of every run at their frames', () => {
  const values = Array.from({ length: 10_000 }, (_, frame) => (frame === 4321 ? 99 : frame === 7 ? -5 : Math.sin(frame)));
  const short = [null, 3, 4];

  const { frames, series } = plotPoints(
    [
      { startFrame: 100, values },
      { startFrame: 50, values: short },
    ],
    200,
  );

  expect(frames.length).toBeLessThan(1000);
  expect(series[0]?.[frames.indexOf(4421)]).toBe(99);
  expect(series[0]?.[frames.indexOf(107)]).toBe(-5);
  expect(series[1]?.[frames.indexOf(52)]).toBe(4);
  expect([frames[0], frames.at(-1)]).toEqual([50, 10_099]);
  expect(series[1]?.at(-1)).toBeNull();
});

test('the best run is the one with the best number of the present version; alike ones are not marked', () => {
  const best = (...runs: readonly ReturnType<typeof measured>[]): readonly string[] => [...bestRuns(runs, warping)];

  expect(best(measured('a', 2), measured('b', 1), measured('c', null))).toEqual(['b']);
  expect(best(measured('a', 2), measured('b', 1, warping.version + 1))).toEqual([]);
  expect(best(measured('a', 1), measured('b', 1))).toEqual([]);
  expect(best(measured('a', 1))).toEqual([]);
});

test('numbers of another version are stale, and can be measured again without a true clip', () => {
  const psnr = { name: 'psnr-y' as const, version: 99, value: 30, unit: 'dB', detail: '', note: null };
  const { run } = measured('a', 2, 99);
  const old = { ...run, metrics: [psnr, ...(run.metrics ?? [])] };

  expect(staleMetrics(old, metricFacts([]))).toEqual(['e-warp']);
  expect(staleMetrics(measured('a', 2).run, metricFacts([]))).toEqual([]);
});

test('the table has one row for each frame of the source, its timecode, and nothing where there is no number', () => {
  const clock = clockOf({ startTimecode: null, video: { frameRate: { num: 25, den: 1 } } });

  const table = numbersTable(
    [
      { title: 'run 1 flicker', startFrame: 24, values: [null, 2.5] },
      { title: 'run 2 flicker', startFrame: 25, values: [1, 0] },
    ],
    clock,
  );

  expect(table).toBe('frame,timecode,run 1 flicker,run 2 flicker\n24,00:00:00:24,,\n25,00:00:01:00,2.5,1\n26,00:00:01:01,,0\n');
});

test('the plot of all runs has those with both numbers, by present versions, with the names they have in their segments', () => {
  const facts = metricFacts([{ ...warping, name: 'musiq', title: 'MUSIQ', packageVersion: '1', scope: 'frame' }]);
  const named = (name: string): MetricFacts => facts.find((one) => one.name === name)!;
  const result = (name: string, value: number, version = named(name).version) => ({
    name,
    version,
    value,
    unit: '',
    detail: '',
    note: null,
  });
  const runOf = (id: string, segmentId: string, metrics: readonly unknown[]): Run =>
    ({ id: RunId.parse(id), segmentId, model: { id: 'nano' }, metrics }) as unknown as Run;
  const runs = [
    runOf('d', 'two', [result('sharpness', 7), result('e-warp', 1.5)]),
    runOf('c', 'one', [result('sharpness', 5, 99), result('e-warp', 2)]),
    runOf('b', 'one', [result('sharpness', 6), result('e-warp', 3), result('musiq', 60)]),
    runOf('a', 'one', []),
  ];
  const segments = ['one', 'two'].map((id) => ({ id, name: `Seg "${id}"` }) as unknown as Segment);
  const [quality, motion] = [named('sharpness'), named('e-warp')];

  const scatter = scatterPoints(runs, { quality, warping: motion, segments });

  expect(scatter.points.map(({ runId, number, quality: x, warping: y }) => [runId, number, x, y])).toEqual([
    ['b', 2, 6, 3],
    ['d', 1, 7, 1.5],
  ]);
  expect(scatter.without.map(({ id }) => id)).toEqual(['c', 'a']);
  expect(qualityChoices(runs, facts).map(({ name }) => name)).toEqual(['musiq', 'sharpness']);
  expect(scatterTable(scatter, { quality, warping: motion, modelName: () => 'Nano' })).toBe(
    'segment,run,model,sharpness,e-warp\n"Seg ""one""",2,Nano,6,3\n"Seg ""two""",1,Nano,7,1.5\n',
  );
});
