import Box from '@mui/material/Box';
import type { Run } from '../../../native/contract/index.ts';
import { useProjectState } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView, type TimeDisplay } from '../../state/view-store.ts';
import { ScanLineHandle } from '../analysis/ScanLineHandle.tsx';
import type { Clip } from '../timeline/current-clip.ts';
import { formatTime } from '../timeline/timecode.ts';
import { DifferenceGain } from './DifferenceGain.tsx';
import { Loupe } from './Loupe.tsx';
import { MissingSource } from './MissingSource.tsx';
import { PictureLayer, PlayedVideo } from './PictureLayer.tsx';
import { placePicture, type StageFacts } from './picture-place.ts';
import { SideLabels } from './SideLabels.tsx';
import { StageNotice } from './StageNotice.tsx';
import { useSides } from './use-sides.ts';
import { useZoomGestures } from './use-zoom-gestures.ts';
import { arrangementOf } from './view-mode.ts';
import { WipeClip, WipeHandle } from './Wipe.tsx';

interface StageProps {
  readonly clip: Clip;
  readonly run: Run | null;
  /** In the source's place; null: the source itself. */
  readonly base: Run | null;
  /** Of one picture's part of the stage: half of it side by side. */
  readonly facts: StageFacts;
}

/** Both pictures in one place, one over the other, or side by side under one zoom. */
export function Stage({ clip, run, base, facts }: StageProps) {
  const mode = useView((view) => view.viewerMode);
  const flipped = useView((view) => view.flipped);
  const zoom = useView((view) => view.viewerZoom);
  const playing = useView((view) => view.playing);
  const display = useView((view) => view.timeDisplay);
  const profileShown = useView((view) => view.profile.shown);
  const gain = useView((view) => view.differenceGain);
  const frame = useView((view) => Math.min(clip.frameCount - 1, view.previewFrame ?? view.playheadFrame));
  const place = placePicture(zoom, facts);
  const seen = arrangementOf(mode, flipped);
  const beside = seen.as === 'beside';
  const { a, b, leader, player } = useSides({ clip, frame, base, run, seen, place, facts });
  const { moving, problem } = player;

  const missing = useProjectState((state) => state.missing.has(clip.asset.id));
  const suggestedPath = useProjectState((state) => state.missing.get(clip.asset.id) ?? null);
  // What was decoded before is still shown.
  const saysMissing = missing && base === null && a.still === null && a.picture === 'still' && seen.a && !(seen.b && b.hasFrame);
  const lacksB = seen.b && !b.hasFrame;
  const lacks = saysMissing ? null : lacksB ? run : seen.a && !a.hasFrame ? base : null;
  const calm = saysMissing || (!lacksB && lacks === null) ? null : whyNoResult(lacks, clip, display);

  const paneWidth = facts.stage.width;
  // A difference of one picture would be that picture, dazzling.
  const incomplete = seen.as === 'difference' && a.picture === 'still' && (a.still === null || b.still === null);
  const { wheelRef, movable, onPointerDown, onPointerMove, onPointerEnd } = useZoomGestures(facts);
  return (
    <Box
      ref={wheelRef}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      sx={{ position: 'absolute', inset: 0, touchAction: 'none', overflow: 'hidden' }}
      style={{ cursor: movable ? 'grab' : 'default' }}
    >
      <Box
        sx={{ position: 'absolute', inset: 0, isolation: 'isolate' }}
        style={seen.as === 'difference' ? { filter: `brightness(${gain})` } : {}}
      >
        <Pane left={0} width={paneWidth}>
          <Box sx={{ position: 'absolute', overflow: 'hidden' }} style={place}>
            {base !== null && <PlayedVideo muted={false} screen={leader.screen} style={{ visibility: 'hidden' }} />}
            <PictureLayer
              label={base === null ? t('viewer.sourceOf', { name: clip.asset.name }) : t('viewer.resultPlaceSource')}
              hidden={!seen.a || !a.hasFrame || incomplete}
              muted={base !== null}
              screen={a.screen}
              still={a.still}
              seen={a.picture}
            />
          </Box>
        </Pane>
        <Pane left={beside ? paneWidth : 0} width={paneWidth} blend={seen.as === 'difference'}>
          <WipeClip active={seen.as === 'wipe'} place={place}>
            <Box sx={{ position: 'absolute', overflow: 'hidden' }} style={place}>
              <PictureLayer
                label={t('viewer.result')}
                hidden={!seen.b || !b.hasFrame || incomplete}
                muted
                screen={b.screen}
                still={b.still}
                seen={b.picture}
              />
            </Box>
          </WipeClip>
        </Pane>
      </Box>
      <StageNotice
        problem={
          saysMissing ? null : (problem ?? (seen.a ? a.error?.message : undefined) ?? (seen.b ? b.error?.message : undefined) ?? null)
        }
        waiting={
          saysMissing
            ? null
            : playing && leader.screen.proxy === null
              ? (leader.error?.message ?? t('viewer.makingCopyPlaysSmoothly', { asset: clip.asset.name }))
              : !moving && ((seen.a && a.hasFrame && a.loading) || (seen.b && b.hasFrame && b.loading))
                ? t('viewer.readingFrame')
                : null
        }
        calm={calm}
        raised={seen.as === 'difference'}
        besideSource={seen.as === 'wipe' && lacksB}
        place={beside && lacksB ? { ...place, left: place.left + paneWidth } : place}
        stage={{ ...facts.stage, width: beside && lacksB ? 2 * paneWidth : paneWidth }}
      />
      {saysMissing && <MissingSource asset={clip.asset} suggestedPath={suggestedPath} />}
      {profileShown && !saysMissing && <ScanLineHandle clip={clip} place={place} stage={facts.stage} />}
      {seen.as === 'wipe' && !saysMissing && <WipeHandle place={place} stage={facts.stage} />}
      {beside && (
        <Box
          sx={(theme) => ({ position: 'absolute', top: 0, bottom: 0, width: '1px', backgroundColor: theme.onPicture.line })}
          style={{ left: paneWidth }}
        />
      )}
      <SideLabels
        seen={seen}
        sourceSeen={a.picture !== 'still' || a.still !== null}
        place={place}
        stage={facts.stage}
        run={run}
        base={base}
      />
      {seen.as === 'difference' && <DifferenceGain />}
      <Loupe a={seen.a && a.hasFrame ? a.still : null} b={seen.b && b.hasFrame ? b.still : null} seen={seen} place={place} facts={facts} />
    </Box>
  );
}

interface PaneProps {
  readonly left: number;
  readonly width: number;
  readonly blend?: boolean;
  readonly children: React.ReactNode;
}

/** One picture's part of the stage. */
function Pane({ left, width, blend = false, children }: PaneProps) {
  return (
    <Box
      sx={{ position: 'absolute', top: 0, bottom: 0, overflow: 'hidden' }}
      style={{ left, width, ...(blend ? { mixBlendMode: 'difference' as const } : {}) }}
    >
      {children}
    </Box>
  );
}

function whyNoResult(run: Run | null, { clock }: Clip, display: TimeDisplay): string {
  if (run === null) return t('viewer.noResultYetRestore');
  const { startFrame, endFrame } = run.range;
  return t('viewer.noResultAtFrame', {
    startFrame: formatTime(startFrame, clock, display),
    endFrame: formatTime(endFrame - 1, clock, display),
  });
}
