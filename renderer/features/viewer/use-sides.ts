import { useState } from 'react';
import type { AppError, PictureSource, Run } from '../../../native/contract/index.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { indexInRun } from './compared-run.ts';
import { stillWidth, type Place, type StageFacts } from './picture-place.ts';
import { usePlayer, type Player } from './use-player.ts';
import { useProxyScreen, type ProxyScreen } from './use-proxy-screen.ts';
import { useSettled } from '../../components/use-settled.ts';
import { useSameFrame } from './use-same-frame.ts';
import { useShownStill } from './use-shown-still.ts';
import { useSidePicture, type SidePicture } from './use-side-picture.ts';
import { proxyHeight, useSizedProxy } from './use-sized-proxy.ts';
import type { Arrangement } from './view-mode.ts';

/** A hand that rests for so long is looking: then the exact picture is made. */
const restMs = 200;
const resizeMs = 1000;

/** One of the two pictures that are compared. */
interface Side {
  /** False: it has no picture at this frame. */
  readonly hasFrame: boolean;
  readonly screen: ProxyScreen;
  readonly still: { readonly url: string } | null;
  readonly picture: SidePicture;
  readonly loading: boolean;
  readonly error: AppError | null;
}

export interface Sides {
  readonly a: Side;
  readonly b: Side;
  /** The source's copy carries time and sound also where a run stands in its place. */
  readonly leader: { readonly screen: ProxyScreen; readonly error: AppError | null };
  readonly player: Player;
}

export interface SidesOptions {
  readonly clip: Clip;
  readonly frame: number;
  /** In the source's place; null: the source itself. */
  readonly base: Run | null;
  readonly run: Run | null;
  readonly seen: Arrangement;
  readonly place: Place;
  readonly facts: StageFacts;
}

/** The stills and copies of both sides, at the same frame. */
export function useSides({ clip, frame, base, run, seen, place, facts }: SidesOptions): Sides {
  const playing = useView((view) => view.playing);
  const loupe = useView((view) => view.loupe);
  const asset: PictureSource = { type: 'asset', id: clip.asset.id };
  const indexA = base === null ? frame : indexInRun(base, frame);
  const indexB = run === null ? null : indexInRun(run, frame);
  // Fetched ahead where the playhead rests, so that changing sides shows the other picture at once.
  const rested = useSettled(frame, restMs) === frame;
  // A loupe shows pixels, not what fits the window.
  const wanted = (ownWidth: number) => (loupe ? null : stillWidth(place.width, facts.pixelRatio, ownWidth));

  // The first picture comes first: making the proxy of a long clip keeps the machine busy for a while.
  const [pictureSeen, setPictureSeen] = useState(false);
  const height = proxyHeight(useSettled(facts.stage.height, resizeMs), facts.pixelRatio);
  const sourceProxy = useSizedProxy(pictureSeen || playing ? asset : null, height);
  const baseProxy = useSizedProxy(base === null ? null : runSource(base), height);
  const resultProxy = useSizedProxy(run === null || !(seen.b || playing) ? null : runSource(run), height);
  const source = useProxyScreen(sourceProxy.data, 0);
  const inItsPlace = useProxyScreen(baseProxy.data, base?.range.startFrame ?? 0);
  const result = useProxyScreen(resultProxy.data, run?.range.startFrame ?? 0);
  const player = usePlayer({
    ...{ frameCount: clip.frameCount, leader: source.proxy, base: inItsPlace.proxy, result: result.proxy },
    scrubsSound: source.drawsOn === 'canvas' && clip.asset.media.audio.length > 0,
  });
  const { moving, inVideo } = player;

  const screenA = base === null ? source : inItsPlace;
  const wants = (screen: ProxyScreen) => (moving ? 'none' : rested || screen.proxy === null ? 'any' : 'known');
  const stillA = useShownStill({
    of: indexA === null || !(seen.a || rested) ? null : base === null ? asset : runSource(base),
    frame: indexA ?? 0,
    frameCount: base?.frameCount ?? clip.frameCount,
    maxWidth: wanted(base?.width ?? clip.asset.media.video.displayWidth),
    wants: wants(screenA),
  });
  const stillB = useShownStill({
    of: run === null || indexB === null || !(seen.b || rested) ? null : runSource(run),
    frame: indexB ?? 0,
    frameCount: run?.frameCount ?? 1,
    maxWidth: wanted(run?.width ?? 0),
    wants: wants(result),
  });
  if (!pictureSeen && (stillA.shown !== null || stillA.error !== null || stillB.shown !== null)) setPictureSeen(true);
  const together = seen.as === 'difference';
  const pair = useSameFrame({ a: absolute(stillA.shown, base), b: absolute(stillB.shown, run) }, together);

  // A difference is of two pictures of one kind, or compression would be taken for restoration.
  const [exactA, exactB] = [pair.a?.frame === frame, pair.b?.frame === frame];
  const [drawnA, drawnB] = [screenA.drawnFrame === frame, result.drawnFrame === frame];
  const pictureA = useSidePicture({
    inVideo,
    still: together ? exactA && exactB : exactA,
    drawn: together ? drawnA && drawnB : drawnA,
    drawsOn: screenA.drawsOn,
  });
  const pictureB = useSidePicture({
    inVideo,
    still: together ? exactA && exactB : exactB,
    drawn: together ? drawnA && drawnB : drawnB,
    drawsOn: result.drawsOn,
  });

  return {
    a: {
      hasFrame: indexA !== null,
      screen: screenA,
      still: pair.a,
      picture: pictureA,
      loading: stillA.loading && !drawnA,
      error: stillA.error,
    },
    b: {
      hasFrame: indexB !== null,
      screen: result,
      still: pair.b,
      picture: pictureB,
      loading: stillB.loading && !drawnB,
      error: stillB.error,
    },
    leader: { screen: source, error: sourceProxy.error },
    player,
  };
}

function runSource({ id }: Run): PictureSource {
  return { type: 'run', id };
}

function absolute(still: { readonly url: string; readonly frame: number } | null, run: Run | null) {
  return still === null ? null : { url: still.url, frame: still.frame + (run?.range.startFrame ?? 0) };
}
