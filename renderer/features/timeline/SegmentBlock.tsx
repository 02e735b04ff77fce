import Box from '@mui/material/Box';
import { alpha, type Theme } from '@mui/material/styles';
import type { Segment } from '../../../native/contract/index.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import type { DragPart } from './segment-drag.ts';
import type { SegmentStatus } from './segment-status.ts';
import { formatDuration, formatTime } from './timecode.ts';
import { xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';

interface SegmentBlockProps extends Tracks {
  readonly segment: Segment;
  readonly status: SegmentStatus;
  readonly selected: boolean;
  readonly dragging: boolean;
  /** The one of the lane that Tab stops at. */
  readonly focusable: boolean;
  readonly top: number;
  readonly height: number;
  readonly onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => void;
  readonly onPress: (event: React.PointerEvent<HTMLElement>, part: DragPart) => void;
  readonly onMove: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onRelease: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onCancel: () => void;
}

/** Where a hand finds the edge, in CSS pixels. */
const handlePx = 8;
/** A block is cut off this far outside of the window: elements of millions of pixels are more than browsers hold. */
const overhangPx = 24;

/** A segment: drag its ends to trim, its body to slip, click to select. */
export function SegmentBlock(props: SegmentBlockProps) {
  const { clip, scale, extent, segment, status, selected, dragging, top, height } = props;
  const display = useView((view) => view.timeDisplay);
  const [inX, outX] = [xOfFrame(segment.inFrame, scale), xOfFrame(segment.outFrame, scale)];
  const left = Math.max(-overhangPx, inX);
  const right = Math.min(extent.width + overhangPx, outX);
  const width = Math.max(2, right - left - 1);
  const times = `${formatTime(segment.inFrame, clip.clock, display)} to ${formatTime(segment.outFrame - 1, clip.clock, display)}`;

  const press = (part: DragPart) => (event: React.PointerEvent<HTMLElement>) => {
    // Nothing under a segment is clicked through it.
    event.stopPropagation();
    if (event.button === 0) props.onPress(event, part);
  };
  const hand = { onPointerMove: props.onMove, onPointerUp: props.onRelease, onPointerCancel: props.onCancel };

  return (
    <Box
      role="button"
      data-segment={segment.id}
      tabIndex={props.focusable ? 0 : -1}
      aria-pressed={selected}
      aria-label={`${segment.name}, ${status.words}, ${times}`}
      aria-keyshortcuts="Enter Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight"
      title={width < 120 ? `${segment.name}: ${status.words}` : ''}
      onKeyDown={props.onKeyDown}
      onPointerDown={press('body')}
      onDoubleClick={() => seekTo(segment.inFrame)}
      {...hand}
      style={{ left, width, top, height }}
      sx={(theme) => ({ ...blockStyle(theme, status, selected), cursor: dragging ? 'grabbing' : 'default' })}
    >
      {status.fraction !== null && (
        <Box
          sx={(theme) => ({ position: 'absolute', inset: 'auto auto 0 0', height: 3, backgroundColor: theme.studio.result })}
          style={{ width: `${status.fraction * 100}%` }}
        />
      )}
      {width >= 36 && (
        <Box
          sx={{ position: 'absolute', inset: 0, overflow: 'hidden', pointerEvents: 'none' }}
          style={{ paddingLeft: Math.max(10, -left + 8) }}
        >
          <Box
            component="span"
            sx={{ display: 'flex', gap: 2, pr: 2.5, pt: height < 26 ? 0 : 1, alignItems: 'baseline', whiteSpace: 'nowrap' }}
          >
            <Box component="b" sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', flexShrink: 1 }}>
              {segment.name}
            </Box>
            <Box
              component="span"
              sx={(theme) => ({ color: statusColour(theme, status.kind), flexShrink: 2, overflow: 'hidden', textOverflow: 'ellipsis' })}
            >
              {status.words}
            </Box>
          </Box>
          {height >= 40 && (
            <Box
              sx={(theme) => ({
                ...theme.typography.mono,
                fontSize: 10,
                color: theme.studio.faint,
                whiteSpace: 'nowrap',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                pr: 2.5,
              })}
            >
              {formatDuration(segment.outFrame - segment.inFrame, clip.clock)}
            </Box>
          )}
        </Box>
      )}
      <Handle side="in" width={width} onPointerDown={press('in')} {...hand} />
      <Handle side="out" width={width} onPointerDown={press('out')} {...hand} />
    </Box>
  );
}

interface HandleProps extends React.HTMLAttributes<HTMLElement> {
  readonly side: 'in' | 'out';
  readonly width: number;
}

/** On a narrow block the two share what there is and leave a third to the body. */
function Handle({ side, width, ...handlers }: HandleProps) {
  return (
    <Box
      aria-hidden
      data-handle={side}
      {...handlers}
      style={{ width: Math.min(handlePx, width / 3) }}
      sx={(theme) => ({
        position: 'absolute',
        top: 0,
        bottom: 0,
        [side === 'in' ? 'left' : 'right']: 0,
        cursor: 'ew-resize',
        touchAction: 'none',
        '&::before': {
          content: '""',
          position: 'absolute',
          top: '20%',
          bottom: '20%',
          [side === 'in' ? 'left' : 'right']: 3,
          width: '3px',
          borderRadius: '2px',
          backgroundColor: alpha(theme.studio.text, 0.25),
          display: width < 16 ? 'none' : 'block',
        },
        '&:hover::before': { backgroundColor: theme.studio.text },
      })}
    />
  );
}

function statusColour(theme: Theme, kind: SegmentStatus['kind']): string {
  switch (kind) {
    case 'none':
      return theme.studio.faint;
    case 'waiting':
    case 'running':
      return theme.studio.result;
    case 'done':
      return theme.studio.ok;
    case 'partial':
      return theme.studio.warn;
    case 'failed':
      return theme.studio.error;
  }
}

function blockStyle(theme: Theme, { kind }: SegmentStatus, selected: boolean) {
  // Yellow would read as the source's amber, so only the words of a partial result have it.
  const tint = kind === 'none' || kind === 'partial' ? theme.studio.dim : statusColour(theme, kind);
  return {
    ...theme.typography.caption,
    position: 'absolute',
    overflow: 'hidden',
    color: theme.studio.text,
    borderRadius: `${theme.sizes.radius}px`,
    border: `1px solid ${selected ? theme.studio.result : alpha(tint, 0.45)}`,
    boxShadow: selected ? `inset 0 0 0 1px ${theme.studio.result}` : 'none',
    // Opaque, so that overlapping segments and the shade of the marks stay readable.
    background: `linear-gradient(${alpha(tint, selected ? 0.24 : 0.16)}, ${alpha(tint, selected ? 0.24 : 0.16)}), ${theme.studio.panel}`,
    zIndex: selected ? 1 : 0,
    touchAction: 'none',
    '&:hover': { borderColor: selected ? theme.studio.result : alpha(tint, 0.8) },
    '&:focus-visible': { outlineOffset: -3 },
  } as const;
}
