import { colorOf, escaped } from './html-text.ts';
import { plotScale } from './plot-scale.ts';

export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
}

export interface ScatterSeries {
  readonly title: string;
  readonly clips: readonly ScatterPoint[];
  /** Null where no clip was finished. */
  readonly mean: ScatterPoint | null;
}

export interface ScatterOptions {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly ScatterSeries[];
  /** Of the truth itself: a line, because its quality is no number. */
  readonly truthY: number | null;
}

const SIZE = { width: 460, height: 320 };
const EDGE = { left: 56, right: 18, top: 16, bottom: 48 };

/** Quality against warping error, as the paper's figure 10: the lower right is the better corner. A large dot is a model, small ones its clips. */
export function scatterSvg({ title, x, y, series, truthY }: ScatterOptions): string {
  const points = series.flatMap(({ clips, mean }) => [...clips, ...(mean === null ? [] : [mean])]);
  if (points.length === 0) return '';
  const [right, bottom] = [SIZE.width - EDGE.right, SIZE.height - EDGE.bottom];
  const across = plotScale(
    points.map((point) => point.x),
    { from: EDGE.left, to: right, ticks: 6 },
  );
  const ys = points.map((point) => point.y);
  const up = plotScale(truthY === null ? ys : [...ys, truthY], { from: bottom, to: EDGE.top, ticks: 5 });
  const grid = [
    ...across.ticks.map(
      ({ at, text }) =>
        `<path class="grid" d="M${at.toFixed(1)} ${EDGE.top}V${bottom}"/><text x="${at.toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${text}</text>`,
    ),
    ...up.ticks.map(
      ({ at, text }) =>
        `<path class="grid" d="M${EDGE.left} ${at.toFixed(1)}H${right}"/><text x="${EDGE.left - 8}" y="${(at + 4).toFixed(1)}" text-anchor="end">${text}</text>`,
    ),
  ];
  const truth =
    truthY === null
      ? ''
      : `<path class="truth" d="M${EDGE.left} ${up.place(truthY).toFixed(1)}H${right}"/><text class="note" x="${EDGE.left + 6}" y="${(up.place(truthY) - 5).toFixed(1)}">ground truth</text>`;
  const place = (point: ScatterPoint): string => `cx="${across.place(point.x).toFixed(1)}" cy="${up.place(point.y).toFixed(1)}"`;
  const small = series.flatMap(({ clips }, index) =>
    clips.map((clip) => `<circle ${place(clip)} r="3" fill="${colorOf(index)}" opacity="0.4"/>`),
  );
  const large = series.flatMap(({ mean, title: name }, index) =>
    mean === null ? [] : [`<circle class="mean" ${place(mean)} r="7" fill="${colorOf(index)}"><title>${escaped(name)}</title></circle>`],
  );
  return [
    `<svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${escaped(`${title}: ${y} against ${x}`)}">`,
    ...grid,
    truth,
    ...small,
    ...large,
    `<text class="axis" x="${(EDGE.left + right) / 2}" y="${SIZE.height - 8}" text-anchor="middle">${escaped(x)} →</text>`,
    `<text class="axis" transform="translate(14 ${(EDGE.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(y)} →</text>`,
    `<text class="note" x="${right - 6}" y="${bottom - 8}" text-anchor="end">better ↘</text>`,
    '</svg>',
  ].join('');
}
