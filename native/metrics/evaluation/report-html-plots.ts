import type { Dataset } from './dataset.ts';
import { TRUTH } from './evaluate.ts';
import { escaped } from './html-text.ts';
import { paperTables } from './paper-tables.ts';
import type { TableMetric } from './paper-tables.ts';
import { dotsSvg } from './plot-dots.ts';
import { scatterSvg } from './plot-scatter.ts';
import type { ScatterPoint } from './plot-scatter.ts';
import type { ReportInput } from './report-input.ts';
import { doneResults, valueOf } from './summary.ts';

/** Figure 10 for each data set. The paper has MUSIQ across; without it PSNR stands there, and sharpness where there is no reference. */
export function scatterPlots(input: ReportInput): string {
  const plots = input.datasets.map((dataset) => scatterOf(dataset, input)).filter((plot) => plot !== '');
  if (plots.length === 0) return '';
  const caption =
    "Laid out as the paper's figure 10, with PSNR (sharpness where there is no reference) in the place of MUSIQ, which is not measured. A large dot is the mean of a model, a small one a clip. Below the dashed line a clip is steadier than the truth itself: it lacks texture that could move.";
  return `<div class="plots">${plots.join('')}</div><p class="caption">${escaped(caption)}</p>`;
}

function scatterOf({ title, clips }: Dataset, { restorers, results }: ReportInput): string {
  const done = doneResults(results, title);
  const hasTruth = clips.some(({ truthPath }) => truthPath !== null);
  const across = hasTruth ? ({ name: 'psnr-y', label: 'PSNR (Y), dB' } as const) : ({ name: 'sharpness', label: 'Sharpness' } as const);
  const series = restorers.map(({ id, title: model }) => {
    const points = done
      .filter((result) => result.model === id)
      .map((result) => ({ x: valueOf(result, across.name), y: valueOf(result, 'e-warp') }))
      .filter((point): point is ScatterPoint => point.x !== null && point.y !== null);
    const mean = (pick: (point: ScatterPoint) => number): number => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
    return { title: model, clips: points, mean: points.length === 0 ? null : { x: mean(({ x }) => x), y: mean(({ y }) => y) } };
  });
  const truths = done
    .filter(({ model }) => model === TRUTH.id)
    .map((result) => valueOf(result, 'e-warp'))
    .filter((value) => value !== null);
  const truthY = truths.length === 0 ? null : truths.reduce((sum, value) => sum + value, 0) / truths.length;
  const svg = scatterSvg({ title, x: across.label, y: 'Warping error E*, 1e-3', series, truthY });
  return svg === '' ? '' : `<figure>${svg}<figcaption>${escaped(title)}</figcaption></figure>`;
}

const DOTTED = ['psnr-y', 'ssim-y', 'e-warp', 'flicker', 'sharpness'];
/** More lines than this are a wall; the table below holds them all. */
const DOTTED_CLIPS = 24;

/** For each data set and the chief metrics: which clips are hard, and for whom. */
export function dotPlots({ datasets, restorers, results, packages }: ReportInput): string {
  const chief = paperTables(packages.facts)
    .flatMap(({ metrics }) => metrics)
    .filter(({ name }) => name !== null && DOTTED.includes(name));
  return datasets
    .map(({ title, clips }) => {
      const done = doneResults(results, title);
      const plots = chief.map(({ title: metric, name, better }: TableMetric) => {
        const value = (clip: string, model: string): number | null => {
          const result = done.find((one) => one.clip === clip && one.model === model);
          return result === undefined || name === null ? null : valueOf(result, name);
        };
        const rows = clips.slice(0, DOTTED_CLIPS).map(({ name: clip }) => ({
          clip,
          values: restorers.map(({ id }) => value(clip, id)),
          truth: value(clip, TRUTH.id),
        }));
        const direction = better === 'neither' ? '' : better === 'higher' ? 'better →' : '← better';
        return dotsSvg({ title: metric, direction, models: restorers.map((restorer) => restorer.title), rows });
      });
      const shown = plots.filter((plot) => plot !== '');
      return shown.length === 0
        ? ''
        : `<h3>${escaped(title)}</h3><div class="plots">${shown.map((plot) => `<figure>${plot}</figure>`).join('')}</div>`;
    })
    .join('');
}
