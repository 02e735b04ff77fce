import Box from '@mui/material/Box';
import { useElementSize } from '../../components/use-element-size.ts';
import { run } from '../../app/run-command.ts';
import { countText } from '../../components/quantity-words.ts';
import { useEdit } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { CutHandle } from './CutHandle.tsx';
import { seekTo } from './current-clip.ts';
import { LaneWords } from './LaneWords.tsx';
import { ShotBlocks } from './ShotBlocks.tsx';
import { cutBounds, cutsToHold, withoutCut, type Cuts, type Shots } from './shot-cuts.ts';
import { cutPx, shotStyles } from './shot-styles.ts';
import { revealFrame, visibleFrames } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import type { CutHand } from './use-cut-drag.ts';
import { useScrub } from './use-scrub.ts';

interface ShotLaneProps extends Tracks {
  readonly shots: Shots;
  /** As the hand has them now. */
  readonly cuts: Cuts;
  readonly hand: CutHand;
}

/** The shots of the clip as numbered blocks, drawn; the cuts between them as elements, where there is room for a hand. */
export function ShotLane({ shots, cuts, hand, ...tracks }: ShotLaneProps) {
  const { clip, scale, extent } = tracks;
  const { frameCount } = extent;
  const { ref, height } = useElementSize();
  const { edit } = useEdit();
  const known = shots.status === 'found' || shots.status === 'edited';

  const held = hand.state.status === 'idle' ? null : hand.state.grip.index;
  const handles = cutsToHold(cuts, { ...visibleFrames(scale, extent), frameCount, leastFrames: cutPx / scale.pixelsPerFrame, held });

  const walk = (to: number) => {
    const frame = cuts[to];
    if (frame === undefined) return;
    const view = useView.getState();
    seekTo(frame);
    view.setTimelineView({ scrollFrame: revealFrame(scale, extent, frame).scrollFrame });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-cut="${frame}"]`)?.focus());
  };
  const removeCut = (index: number) => {
    const next = withoutCut(cuts, cuts[index]!);
    run(() => edit({ type: 'asset.shots', id: clip.asset.id, shots: { off: false, cuts: next } }));
    walk(index === 0 ? 1 : index - 1);
  };

  return (
    <Box
      ref={ref}
      role="group"
      aria-label={known ? t('timeline.shots', { counted: countText(cuts.length + 1, 'shot') }) : t('timeline.shots2')}
      aria-busy={shots.status === 'looking'}
      {...useScrub(tracks)}
      sx={(theme) => ({ position: 'relative', overflow: 'hidden', touchAction: 'none', ...shotStyles(theme) })}
    >
      {known && <ShotBlocks {...tracks} cuts={cuts} height={height} />}
      {shots.status === 'looking' && <LaneWords>{t('timeline.lookingForShots')}</LaneWords>}
      {shots.status === 'off' && <LaneWords>{t('timeline.offClipOneShot')}</LaneWords>}
      {shots.status === 'failed' && <LaneWords title={shots.locked ?? ''}>{t('timeline.shotsCouldNotFound')}</LaneWords>}
      {handles.map((index, place) => (
        <CutHandle
          key={index}
          {...tracks}
          index={index}
          frame={cuts[index]!}
          bounds={cutBounds(cuts, index, frameCount)}
          locked={shots.locked !== null}
          hand={hand}
          focusable={place === 0}
          onRemove={() => removeCut(index)}
          onWalk={(by) => walk(index + by)}
        />
      ))}
    </Box>
  );
}
