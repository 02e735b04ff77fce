import { colorOf, escaped } from './html-text.ts';
import { plotScale } from './plot-scale.ts';

export interface DotRow {
  readonly clip: string;
  /** One for each model; null where there is none. */
  readonly values: readonly (number | null)[];
  /** Of the truth itself, where that is a number. */
  readonly truth: number | null;
}

export interface DotOptions {
  readonly title: string;
  readonly direction: string;
  readonly models: readonly string[];
  readonly rows: readonly DotRow[];
}

const WIDTH = 460;
const NAMES = 132;
const ROW = 22;
const EDGE = { right: 18, top: 28, bottom: 22 };
const LONGEST_NAME = 20;

/** A line for each clip, a dot for each model: which clips are hard, and whether a model is ahead on all or on some. */
export function dotsSvg({ title, direction, models, rows }: DotOptions): string {
  const values = rows.flatMap((row) => [...row.values, row.truth]).filter((value) => value !== null);
  if (values.length === 0) return '';
  const bottom = EDGE.top + rows.length * ROW;
  const right = WIDTH - EDGE.right;
  const scale = plotScale(values, { from: NAMES + 6, to: right, ticks: 5 });
  const grid = scale.ticks.map(
    ({ at, text }) =>
      `<path class="grid" d="M${at.toFixed(1)} ${EDGE.top}V${bottom}"/><text x="${at.toFixed(1)}" y="${bottom + 15}" text-anchor="middle">${text}</text>`,
  );
  const lines = rows.map(({ clip, values: own, truth }, index) => {
    const y = EDGE.top + (index + 0.5) * ROW;
    const name = clip.length > LONGEST_NAME ? `${clip.slice(0, LONGEST_NAME - 1)}…` : clip;
    const dots = own.map((value, model) =>
      value === null
        ? ''
        : `<circle cx="${scale.place(value).toFixed(1)}" cy="${y}" r="5" fill="${colorOf(model)}"><title>${escaped(`${models[model] ?? ''}: ${value.toPrecision(5)}`)}</title></circle>`,
    );
    const mark =
      truth === null
        ? ''
        : `<path class="truth-mark" d="M${scale.place(truth).toFixed(1)} ${y - 8}v16"><title>Ground truth: ${truth.toPrecision(5)}</title></path>`;
    return `<text x="${NAMES - 4}" y="${y + 4}" text-anchor="end">${escaped(name)}</text><path class="row" d="M${NAMES + 6} ${y}H${right}"/>${mark}${dots.join('')}`;
  });
  return [
    `<svg viewBox="0 0 ${WIDTH} ${bottom + EDGE.bottom}" role="img" aria-label="${escaped(`${title}, clip by clip`)}">`,
    `<text class="axis" x="${NAMES + 6}" y="14">${escaped(title)}</text><text class="note" x="${right}" y="14" text-anchor="end">${escaped(direction)}</text>`,
    ...grid,
    ...lines,
    '</svg>',
  ].join('');
}
