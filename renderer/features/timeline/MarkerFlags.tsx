import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { run } from '../../app/run-command.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo } from './current-clip.ts';
import { changeMarkers } from './marker-commands.ts';
import { openMarkerName, useMarkerNameField } from './marker-name-field.ts';
import { MarkerName } from './MarkerName.tsx';
import { markersInSight, markersOf, withMarker, withMovedMarker, withoutMarker } from './markers.ts';
import { markerStyles, markerPx } from './marker-styles.ts';
import { ownKeys } from './own-keys.ts';
import { formatTime } from './timecode.ts';
import { revealFrame, visibleFrames, xOfFrame } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useMarkerDrag } from './use-marker-drag.ts';

/**
 * Markers as flags in the ruler, each with a line through the lanes: a click goes there, a drag moves it, a double click or F2 names it.
 * With the keyboard on one, Left and Right move it by a frame, Up and Down go to its neighbours, Delete takes it away.
 */
export function MarkerFlags({ rulerHeight, bottom, ...tracks }: Tracks & { readonly rulerHeight: number; readonly bottom: number }) {
  const { clip, scale, extent } = tracks;
  const display = useView((view) => view.timeDisplay);
  const named = useMarkerNameField((field) => field.frame);
  const drag = useMarkerDrag(tracks);
  const markers = markersOf(clip.asset);
  const seen = markersInSight(markers, { ...visibleFrames(scale, extent), leastFrames: markerPx / scale.pixelsPerFrame });
  const focusOn = (frame: number) =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-marker="${frame}"]`)?.focus({ preventScroll: true }));
  const walk = (from: number, by: 1 | -1) => {
    const to = markers[markers.findIndex(({ frame }) => frame === from) + by]?.frame;
    if (to === undefined) return;
    seekTo(to);
    useView.getState().setTimelineView({ scrollFrame: revealFrame(scale, extent, to).scrollFrame });
    focusOn(to);
  };
  /** The keyboard goes on to a neighbour. */
  const remove = (frame: number) => {
    const index = markers.findIndex((marker) => marker.frame === frame);
    const neighbour = markers[index + 1] ?? markers[index - 1];
    run(async () => {
      await changeMarkers((all) => withoutMarker(all, frame));
      if (neighbour !== undefined) focusOn(neighbour.frame);
    });
  };
  /** By its place among the markers, which no step changes: where it lies is known when the steps before are done. */
  const nudge = (place: number, by: 1 | -1) =>
    run(async () => {
      let to: number | undefined;
      await changeMarkers((all) => {
        const from = all[place]?.frame;
        if (from === undefined) return all;
        to = Math.min(clip.frameCount - 1, Math.max(0, from + by));
        return withMovedMarker(all, from, to);
      });
      if (to === undefined) return;
      seekTo(to);
      focusOn(to);
    });

  return (
    <Box
      role="group"
      aria-label={t('timeline.markers')}
      sx={(theme) => ({
        position: 'absolute',
        top: 0,
        left: 0,
        right: 0,
        // Over the playhead: a marker that it stands on is still seen.
        zIndex: 5,
        overflow: 'hidden',
        pointerEvents: 'none',
        ...markerStyles(theme),
      })}
      style={{ bottom }}
    >
      {seen.map((marker, index) => {
        const { frame, name } = marker;
        const place = markers.indexOf(marker);
        const shown = drag.held?.from === frame ? drag.held.frame : frame;
        const at = formatTime(shown, clip.clock, display);
        const keys: Readonly<Record<string, () => void>> = {
          ArrowLeft: () => nudge(place, -1),
          ArrowRight: () => nudge(place, 1),
          ArrowUp: () => walk(frame, -1),
          ArrowDown: () => walk(frame, 1),
          Enter: () => seekTo(frame),
          F2: () => openMarkerName(frame),
          Delete: () => remove(frame),
          Backspace: () => remove(frame),
        };
        return (
          // Not by its frame: moved by a key, it keeps the keyboard for the next.
          <Tooltip key={place} title={name === '' ? at : `${name} · ${at}`}>
            <button
              type="button"
              data-marker={frame}
              className={`marker${drag.held?.from === frame ? ' held' : ''}`}
              tabIndex={index === 0 ? 0 : -1}
              aria-label={name === '' ? t('timeline.markerAt', { at }) : t('timeline.markerNamedAt', { name, at })}
              style={{ top: rulerHeight - markerPx, transform: `translateX(${Math.round(xOfFrame(shown, scale))}px)` }}
              onPointerDown={(event) => drag.press(event, frame)}
              onPointerMove={drag.move}
              onPointerUp={drag.release}
              onPointerCancel={drag.cancel}
              onDoubleClick={() => openMarkerName(frame)}
              onKeyDown={ownKeys(keys)}
            />
          </Tooltip>
        );
      })}
      {named !== null && (
        <MarkerName
          key={named}
          marker={markers.find(({ frame }) => frame === named) ?? null}
          onName={(name) => run(() => changeMarkers((all) => withMarker(all, { frame: named, name })))}
          onRemove={() => run(() => changeMarkers((all) => withoutMarker(all, named)))}
        />
      )}
    </Box>
  );
}
