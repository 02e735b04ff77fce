import type { FrameRange, RunWindows } from '../contract/index.ts';
import type { ProfileMark } from '../media/profile.ts';

/** As on screen: yellow cuts, cyan windows. */
const CUT_RGB = [242, 201, 76] as const;
const WINDOW_RGB = [70, 194, 214] as const;

/** What lies above a lane of a saved profile, in columns of it: a tick at each cut, a bar for each window, in two rows in turn. */
export function profileMarks({ cuts, windows }: RunWindows, { startFrame, endFrame }: FrameRange): ProfileMark[] {
  const columnsOf = (from: number, to: number) => {
    const first = Math.max(startFrame, from);
    return { column: first - startFrame, columns: Math.min(endFrame, to) - first };
  };
  const bars = (windows?.starts ?? []).map((start, index): ProfileMark => {
    const { column, columns } = columnsOf(start, start + (windows?.length ?? 0));
    // A column of air between two bars of a row, where there is one to spare.
    return { column, columns: Math.max(1, columns - 1), row: index % 2 === 0 ? 'upper' : 'lower', rgb: WINDOW_RGB };
  });
  const ticks = cuts
    .filter((cut) => cut > startFrame && cut < endFrame)
    .map((cut): ProfileMark => ({ column: cut - startFrame, columns: 1, row: 'both', rgb: CUT_RGB }));
  return [...bars.filter(({ column }) => column < endFrame - startFrame), ...ticks];
}
