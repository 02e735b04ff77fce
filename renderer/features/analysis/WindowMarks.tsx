import type { Theme } from '@mui/material/styles';
import { alpha } from '@mui/material/styles';
import { useCallback } from 'react';
import type { FrameRange, Run, RunWindows } from '../../../native/contract/index.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProject } from '../../engine/project-data.ts';
import { visibleFrames, xOfFrame } from '../timeline/timeline-scale.ts';
import type { Tracks } from '../timeline/tracks.ts';
import { useCanvas } from '../timeline/use-canvas.ts';

/** Asked for in pieces of so many frames, well below what the engine tells at once. */
const pieceFrames = 8192;
/** Windows closer than this would be a hatching over the picture. */
const leastStridePx = 8;
const barPx = 3;

/** Where the run's windows lie: bars in two rows along the top, so that their overlaps show, and a hairline where each begins; and its cuts. */
export function WindowMarks({ run, height, ...tracks }: Tracks & { readonly run: Run; readonly height: number }) {
  const { scale, extent } = tracks;
  const project = useProject();
  const { data } = useEngineQuery(
    'run.windows',
    project === null ? null : { projectId: project.head.id, id: run.id, range: pieceAround(visibleFrames(scale, extent)) },
    { staleMs: Infinity, keepPrevious: true },
  );
  const draw = useCallback(
    (context: CanvasRenderingContext2D, theme: Theme) => {
      const windows = data?.windows ?? null;
      if (windows !== null) drawWindows(context, { windows, range: run.range, scale, height, theme });
      context.fillStyle = theme.onPicture.warn;
      for (const cut of data?.cuts ?? []) context.fillRect(Math.round(xOfFrame(cut, scale)) - 1, 0, 2, height);
    },
    [data, run.range, scale, height],
  );
  const canvas = useCanvas({ width: extent.width, height }, draw);
  return (
    <canvas
      ref={canvas}
      data-windows={data?.windows?.starts.length ?? 0}
      style={{ position: 'absolute', inset: 0, width: extent.width, height, pointerEvents: 'none' }}
    />
  );
}

interface Drawing {
  readonly windows: NonNullable<RunWindows['windows']>;
  readonly range: FrameRange;
  readonly scale: Tracks['scale'];
  readonly height: number;
  readonly theme: Theme;
}

function drawWindows(context: CanvasRenderingContext2D, { windows, range, scale, height, theme }: Drawing): void {
  const { length, overlap, starts } = windows;
  if ((length - overlap) * scale.pixelsPerFrame < leastStridePx) return;
  for (const [index, start] of starts.entries()) {
    const left = xOfFrame(Math.max(range.startFrame, start), scale);
    const right = xOfFrame(Math.min(range.endFrame, start + length), scale);
    context.fillStyle = theme.onPicture.result;
    context.fillRect(left + 1, 1 + (index % 2) * (barPx + 1), right - left - 2, barPx);
    if (start <= range.startFrame) continue;
    context.fillStyle = alpha(theme.onPicture.result, 0.45);
    context.fillRect(Math.round(left), 0, 1, height);
  }
}

/** Whole pieces, so that scrolling asks rarely. */
function pieceAround({ startFrame, endFrame }: FrameRange): FrameRange {
  const first = Math.floor(startFrame / pieceFrames) * pieceFrames;
  const wanted = Math.max(first + pieceFrames, Math.ceil(endFrame / pieceFrames) * pieceFrames);
  return { startFrame: first, endFrame: Math.min(wanted, first + 2 * pieceFrames) };
}
