import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import { ownKeys } from './own-keys.ts';
import { formatTime } from './timecode.ts';
import type { Tracks } from './tracks.ts';
import { xOfFrame } from './timeline-scale.ts';
import type { CutHand } from './use-cut-drag.ts';

interface CutHandleProps extends Tracks {
  readonly index: number;
  readonly frame: number;
  readonly bounds: { readonly low: number; readonly high: number };
  readonly locked: boolean;
  readonly hand: CutHand;
  readonly focusable: boolean;
  readonly onRemove: () => void;
  /** Up and Down: to the cut before or after. */
  readonly onWalk: (by: 1 | -1) => void;
}

/** Where a shot begins: drag it, or move it with the arrow keys; Delete merges the shots on its sides. Looks: `shot-styles.ts`. */
export function CutHandle({ clip, scale, index, frame, bounds, locked, hand, focusable, onRemove, onWalk }: CutHandleProps) {
  const display = useView((view) => view.timeDisplay);
  const held = hand.state.status !== 'idle' && hand.state.grip.index === index;
  const letGo = () => {
    // Only what keys hold: a key let go, or the keyboard going elsewhere, does not end a drag of the pointer.
    if (hand.state.status !== 'idle' && hand.state.grip.startX === null) hand.release();
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowUp: () => onWalk(-1),
    ArrowDown: () => onWalk(1),
    Enter: () => seekTo(frame),
    ...(locked
      ? {}
      : {
          ArrowLeft: () => hand.nudge(index, -1),
          ArrowRight: () => hand.nudge(index, 1),
          PageUp: () => hand.nudge(index, -clip.clock.nominalRate),
          PageDown: () => hand.nudge(index, clip.clock.nominalRate),
          Delete: onRemove,
          Backspace: onRemove,
        }),
  };
  return (
    <div
      role="slider"
      data-cut={frame}
      className={`cut${held ? ' held' : ''}${locked ? ' locked' : ''}`}
      tabIndex={focusable ? 0 : -1}
      aria-label={t('timeline.startShot', { index: index + 2 })}
      aria-valuemin={bounds.low}
      aria-valuemax={bounds.high}
      aria-valuenow={frame}
      aria-valuetext={formatTime(frame, clip.clock, display)}
      aria-disabled={locked}
      onKeyDown={ownKeys(keys)}
      onKeyUp={letGo}
      onBlur={letGo}
      onPointerDown={(event) => {
        event.stopPropagation();
        if (event.button !== 0 || locked) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        hand.press(index, event.clientX);
      }}
      onPointerMove={(event) => hand.move(event.clientX, !event.altKey)}
      onPointerUp={() => {
        if (!hand.release()) seekTo(frame);
      }}
      onPointerCancel={hand.cancel}
      style={{ transform: `translateX(${Math.round(xOfFrame(frame, scale))}px)` }}
    />
  );
}
