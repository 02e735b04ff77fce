import { promptOf, type Segment } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import type { DragPart } from './segment-drag.ts';
import type { SegmentStatus } from './segment-status.ts';
import { handlePx } from './segment-styles.ts';
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
  readonly onContextMenu: (event: React.MouseEvent) => void;
}

/** A block is cut off this far outside of the window: elements of millions of pixels are more than browsers hold. */
const overhangPx = 24;
/** Least width and height for the name, and for the length below it. */
const [namedPx, lengthPx] = [36, 40];
/** A line of words: one that there is no whole room for is not begun. */
const linePx = 16;
/** From this width on name and status stand side by side. */
const roomyPx = 200;

const unsaid = (): string => t('timeline.noPrompt');
/** As much of a prompt as a chip can show, and as one wants to hear of a segment. */
const chipLetters = 80;

/** What the segment is said to show; that nothing is said, where the model would read it. */
function chipWords(segment: Segment): string | null {
  const prompt = promptOf(segment).prompt.trim();
  if (prompt !== '') return `“${prompt.length > chipLetters ? `${prompt.slice(0, chipLetters)}…` : prompt}”`;
  return segment.recipe.pipeline === 'diffvsr' ? unsaid() : null;
}

/** A segment: drag its ends to trim, its body to slip, click to select. Looks: `segment-styles.ts`. */
export function SegmentBlock(props: SegmentBlockProps) {
  const { clip, scale, extent, segment, status, selected, dragging, top, height } = props;
  const display = useView((view) => view.timeDisplay);
  const [inX, outX] = [xOfFrame(segment.inFrame, scale), xOfFrame(segment.outFrame, scale)];
  const left = Math.max(-overhangPx, inX);
  const width = Math.max(2, Math.min(extent.width + overhangPx, outX) - left - 1);
  const paddingTop = height < 26 ? 0 : 4;
  const lines = Math.max(1, Math.floor((height - 2 - paddingTop) / linePx));
  const length = formatDuration(segment.outFrame - segment.inFrame, clip.clock);
  const said = chipWords(segment);
  const times = t('timeline.to', {
    inFrame: formatTime(segment.inFrame, clip.clock, display),
    outFrame: formatTime(segment.outFrame - 1, clip.clock, display),
  });

  const press = (part: DragPart) => (event: React.PointerEvent<HTMLElement>) => {
    // Nothing under a segment is clicked through it.
    event.stopPropagation();
    if (event.button === 0) props.onPress(event, part);
  };
  const hand = { onPointerMove: props.onMove, onPointerUp: props.onRelease, onPointerCancel: props.onCancel };
  const handle = (side: 'in' | 'out') => (
    <div
      aria-hidden
      className={`handle ${side}`}
      data-handle={side}
      onPointerDown={press(side)}
      {...hand}
      // On a narrow block the two share what there is and leave a third to the body.
      style={{ width: Math.min(handlePx, width / 3) }}
    />
  );

  return (
    <div
      role="button"
      data-segment={segment.id}
      className={`segment ${status.kind}${selected ? ' selected' : ''}${dragging ? ' dragging' : ''}`}
      tabIndex={props.focusable ? 0 : -1}
      aria-pressed={selected}
      aria-label={[segment.name, status.words, length, ...(said === null ? [] : [said]), times].join(', ')}
      title={width < 120 ? `${segment.name}: ${status.words}` : undefined}
      onKeyDown={props.onKeyDown}
      onPointerDown={press('body')}
      onContextMenu={props.onContextMenu}
      onDoubleClick={() => seekTo(segment.inFrame)}
      {...hand}
      style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
    >
      {status.fraction !== null && <div className="progress" style={{ width: `${status.fraction * 100}%` }} />}
      {width >= namedPx && (
        // The name stays in sight while the block reaches out of the window to the left.
        <div className="words" style={{ paddingLeft: Math.max(10, 8 - left), paddingTop, maxHeight: paddingTop + lines * linePx }}>
          <div className={`title ${width >= roomyPx ? 'roomy' : 'wrapping'}`}>
            <b>{segment.name}</b> <span>{status.words}</span>{' '}
          </div>
          {height >= lengthPx && width >= 96 && (
            <div className="facts">
              <span className="length">{length}</span>{' '}
              {said !== null && <span className={said === unsaid() ? 'prompt none' : 'prompt'}>{said}</span>}
            </div>
          )}
        </div>
      )}
      {handle('in')}
      {handle('out')}
    </div>
  );
}
