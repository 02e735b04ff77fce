import Box from '@mui/material/Box';
import type { Run } from '../../../native/contract/index.ts';
import { useRuns } from '../../engine/project-data.ts';
import type { ViewerMode } from '../../state/view-store.ts';
import type { Place, Size } from './picture-place.ts';

interface SideLabelsProps {
  readonly mode: ViewerMode;
  /** False before the first picture and while its file is missing: there is nothing to name. */
  readonly sourceSeen: boolean;
  readonly place: Place;
  readonly stage: Size;
  readonly run: Run | null;
}

const insetPx = 12;

/** Which side is what: amber source left, cyan result right; in the picture's corners, or the stage's when it is zoomed in. */
export function SideLabels({ mode, sourceSeen, place, stage, run }: SideLabelsProps) {
  const runs = useRuns(run?.segmentId ?? null);
  // Counted from the first, as the results list does; a segment's only run needs no number.
  const number = run === null || run.segmentId === null || runs.length < 2 ? null : runs.length - runs.findIndex(({ id }) => id === run.id);
  const top = Math.max(0, place.top) + insetPx;
  return (
    <>
      {mode !== 'result' && sourceSeen && <Label text="Source" side="source" style={{ top, left: Math.max(0, place.left) + insetPx }} />}
      {mode !== 'source' && run !== null && (
        <Label
          text={number === null ? 'Result' : `Result · run ${number}`}
          side="result"
          style={{ top, right: Math.max(0, stage.width - place.left - place.width) + insetPx }}
        />
      )}
    </>
  );
}

function Label({ text, side, style }: { readonly text: string; readonly side: 'source' | 'result'; readonly style: React.CSSProperties }) {
  return (
    <Box
      style={style}
      sx={(theme) => ({
        ...theme.typography.caption,
        position: 'absolute',
        pointerEvents: 'none',
        px: 2,
        py: 0.5,
        borderRadius: 1,
        fontWeight: 600,
        letterSpacing: '0.04em',
        textTransform: 'uppercase',
        // Over the picture, which is dark ground in every theme.
        backgroundColor: 'rgb(0 0 0 / 66%)',
        color: side === 'source' ? theme.onPicture.source : theme.onPicture.result,
      })}
    >
      {text}
    </Box>
  );
}
