import { formatTimecode, type Clock } from '../timeline/timecode.ts';

export interface NumbersColumn {
  readonly title: string;
  /** Absolute frame of the first number. */
  readonly startFrame: number;
  readonly values: readonly (number | null)[];
}

/** As CSV: `frame` of the source, its timecode, then the columns; empty where there is no number. */
export function numbersTable(columns: readonly NumbersColumn[], clock: Clock): string {
  const first = Math.min(...columns.map(({ startFrame }) => startFrame));
  const end = Math.max(...columns.map(({ startFrame, values }) => startFrame + values.length));
  const rows: string[] = [['frame', 'timecode', ...columns.map(({ title }) => title)].join(',')];
  for (let frame = first; frame < end; frame += 1) {
    const numbers = columns.map(({ startFrame, values }) => values[frame - startFrame] ?? '');
    rows.push([frame, formatTimecode(frame, clock), ...numbers].join(','));
  }
  return `${rows.join('\n')}\n`;
}
