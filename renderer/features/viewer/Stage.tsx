import Box from '@mui/material/Box';
import { useEffect, useRef, useState } from 'react';
import type { Run } from '../../../native/contract/index.ts';
import { useProxy } from '../../engine/pictures.ts';
import { useProjectState } from '../../engine/project-data.ts';
import { useView, type TimeDisplay } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { ScanLineHandle } from '../analysis/ScanLineHandle.tsx';
import { formatTime } from '../timeline/timecode.ts';
import { indexInRun } from './compared-run.ts';
import { PictureLayer } from './PictureLayer.tsx';
import { placePicture, stillWidth, type StageFacts } from './picture-place.ts';
import { SideLabels } from './SideLabels.tsx';
import { StageNotice } from './StageNotice.tsx';
import { MissingSource } from './MissingSource.tsx';
import { usePlayer } from './use-player.ts';
import { useShownStill } from './use-shown-still.ts';
import { useZoomGestures } from './use-zoom-gestures.ts';
import { WipeClip, WipeHandle } from './Wipe.tsx';

/** Lines of the copies that are played. Stills are as sharp as the window; playing is for the eye's sense of motion. */
const proxyHeight = 720;

interface StageProps {
  readonly clip: Clip;
  readonly run: Run | null;
  readonly facts: StageFacts;
}

/** Source and result in one place, one over the other. */
export function Stage({ clip, run, facts }: StageProps) {
  const mode = useView((view) => view.viewerMode);
  const zoom = useView((view) => view.viewerZoom);
  const playing = useView((view) => view.playing);
  const display = useView((view) => view.timeDisplay);
  const profileShown = useView((view) => view.profile.shown);
  const frame = useView((view) => Math.min(clip.frameCount - 1, view.previewFrame ?? view.playheadFrame));
  const place = placePicture(zoom, facts);
  const showsSource = mode !== 'result';
  const indexHere = run === null ? null : indexInRun(run, frame);
  const resultFrame = mode === 'source' ? null : indexHere;
  // Fetched ahead where the playhead rests, so that changing sides shows the other picture at once.
  const rested = useRested(frame) === frame;

  const sourceVideo = useRef<HTMLVideoElement>(null);
  const resultVideo = useRef<HTMLVideoElement>(null);
  const source = { type: 'asset', id: clip.asset.id } as const;
  const result = run === null ? null : ({ type: 'run', id: run.id } as const);
  // The first picture comes first: making the proxy of a long clip keeps the machine busy for a while.
  const [pictureSeen, setPictureSeen] = useState(false);
  const sourceProxy = useProxy(pictureSeen || playing ? source : null, proxyHeight);
  const resultProxy = useProxy(mode === 'source' ? null : result, proxyHeight);
  const { moving, parkedFrame, problem } = usePlayer({
    clip,
    source: { video: sourceVideo, proxy: sourceProxy.data },
    result: { video: resultVideo, proxy: resultProxy.data, run },
  });

  const wanted = (ownWidth: number) => stillWidth(place.width, facts.pixelRatio, ownWidth);
  const sourceStill = useShownStill({
    of: moving ? null : source,
    frame,
    frameCount: clip.frameCount,
    maxWidth: wanted(clip.asset.media.video.displayWidth),
  });
  if (!pictureSeen && (sourceStill.shown !== null || sourceStill.error !== null)) setPictureSeen(true);
  const resultStill = useShownStill({
    of: moving || indexHere === null || (mode === 'source' && !rested) ? null : result,
    frame: indexHere ?? 0,
    frameCount: run?.frameCount ?? 1,
    maxWidth: wanted(run?.width ?? 0),
  });

  const missing = useProjectState((state) => state.missing.has(clip.asset.id));
  const suggestedPath = useProjectState((state) => state.missing.get(clip.asset.id) ?? null);
  // What was decoded before is still shown.
  const sourceGone = missing && sourceStill.shown === null;
  const saysMissing = sourceGone && showsSource && resultFrame === null;

  const { wheelRef, movable, onPointerDown, onPointerMove, onPointerEnd } = useZoomGestures(facts);
  return (
    <Box
      ref={wheelRef}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      sx={{ position: 'absolute', inset: 0, touchAction: 'none' }}
      style={{ cursor: movable ? 'grab' : 'default' }}
    >
      <Box sx={{ position: 'absolute', overflow: 'hidden' }} style={place}>
        <PictureLayer
          label={`Source, ${clip.asset.name}`}
          hidden={!showsSource}
          videoRef={sourceVideo}
          proxy={sourceProxy.data}
          still={moving ? null : sourceStill.shown}
          videoShown={moving || parkedFrame === frame}
        />
        <WipeClip active={mode === 'wipe'}>
          <PictureLayer
            label="Result"
            hidden={resultFrame === null}
            muted
            videoRef={resultVideo}
            proxy={resultProxy.data}
            still={moving ? null : resultStill.shown}
            videoShown={moving || parkedFrame === frame}
          />
        </WipeClip>
      </Box>
      <StageNotice
        problem={
          saysMissing ? null : (problem ?? (showsSource ? sourceStill.error?.message : undefined) ?? resultStill.error?.message ?? null)
        }
        waiting={
          saysMissing
            ? null
            : playing && sourceProxy.data === undefined
              ? (sourceProxy.error?.message ?? `Making a copy of ${clip.asset.name} that plays smoothly …`)
              : !moving && ((showsSource && sourceStill.loading) || (resultFrame !== null && resultStill.loading))
                ? 'Reading the frame …'
                : null
        }
        calm={mode === 'source' || saysMissing || resultFrame !== null ? null : whyNoResult(run, clip, display)}
        besideSource={mode === 'wipe'}
        place={place}
        stage={facts.stage}
      />
      {saysMissing && <MissingSource asset={clip.asset} suggestedPath={suggestedPath} />}
      {profileShown && !saysMissing && <ScanLineHandle clip={clip} place={place} stage={facts.stage} />}
      {mode === 'wipe' && !saysMissing && <WipeHandle place={place} stage={facts.stage} />}
      <SideLabels
        mode={mode}
        sourceSeen={moving || sourceStill.shown !== null || parkedFrame === frame}
        place={place}
        stage={facts.stage}
        run={run}
      />
    </Box>
  );
}

function whyNoResult(run: Run | null, { clock }: Clip, display: TimeDisplay): string {
  if (run === null) return 'No result yet. Restore the segment, and it appears here.';
  const { startFrame, endFrame } = run.range;
  return `No result at this frame. It runs from ${formatTime(startFrame, clock, display)} to ${formatTime(endFrame - 1, clock, display)}.`;
}

const restMs = 250;

/** The frame that the playhead has stood on for a moment. */
function useRested(frame: number): number | null {
  const [rested, setRested] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(frame), restMs);
    return () => clearTimeout(timer);
  }, [frame]);
  return rested;
}
