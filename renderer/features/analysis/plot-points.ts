/** One run's numbers on the time axis of its source. */
export interface Curve {
  /** Absolute frame of the first number. */
  readonly startFrame: number;
  readonly values: readonly (number | null)[];
}

export interface PlotPoints {
  /** Absolute frames of the source, ascending. */
  readonly frames: readonly number[];
  /** For each curve, one number for each of the frames. */
  readonly series: readonly (readonly (number | null)[])[];
}

/** No more points than can be seen. Of each piece of the time axis the lowest and the highest frame of every curve stay: peaks are what is looked for. */
export function plotPoints(curves: readonly Curve[], mostPieces: number): PlotPoints {
  const first = Math.min(...curves.map(({ startFrame }) => startFrame));
  const end = Math.max(...curves.map(({ startFrame, values }) => startFrame + values.length));
  if (!(end > first)) return { frames: [], series: curves.map(() => []) };
  const pieceFrames = Math.max(1, Math.ceil((end - first) / mostPieces));
  const kept = new Set<number>([first, end - 1]);
  for (let from = first; from < end; from += pieceFrames) {
    for (const curve of curves) for (const frame of extremes(curve, from, from + pieceFrames)) kept.add(frame);
  }
  const frames = [...kept].sort((a, b) => a - b);
  return { frames, series: curves.map(({ startFrame, values }) => frames.map((frame) => values[frame - startFrame] ?? null)) };
}

function extremes({ startFrame, values }: Curve, from: number, to: number): readonly number[] {
  let [low, high] = [Infinity, -Infinity];
  let [lowAt, highAt] = [-1, -1];
  for (let frame = from; frame < to; frame += 1) {
    const value = values[frame - startFrame] ?? null;
    if (value === null) continue;
    if (value < low) [low, lowAt] = [value, frame];
    if (value > high) [high, highAt] = [value, frame];
  }
  return lowAt < 0 ? [] : [lowAt, highAt];
}
