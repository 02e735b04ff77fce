import { useRef, useState, type RefObject } from 'react';
import type { AppError, PictureSource, Proxy, Run } from '../../../native/contract/index.ts';
import { useProxy } from '../../engine/pictures.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { indexInRun } from './compared-run.ts';
import { stillWidth, type Place, type StageFacts } from './picture-place.ts';
import { usePlayer, type Player } from './use-player.ts';
import { useSettled } from '../../components/use-settled.ts';
import { useSameFrame } from './use-same-frame.ts';
import { useShownStill } from './use-shown-still.ts';
import type { Arrangement } from './view-mode.ts';

/** Lines of the copies that are played. Stills are as sharp as the window; playing is for the eye's sense of motion. */
const proxyHeight = 720;
const restMs = 250;

/** One of the two pictures that are compared. */
interface Side {
  /** False: it has no picture at this frame. */
  readonly hasFrame: boolean;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly proxy: Proxy | undefined;
  readonly still: { readonly url: string } | null;
  readonly loading: boolean;
  readonly error: AppError | null;
}

export interface Sides {
  readonly a: Side;
  readonly b: Side;
  /** The source's copy carries time and sound also where a run stands in its place. */
  readonly leader: {
    readonly video: RefObject<HTMLVideoElement | null>;
    readonly proxy: Proxy | undefined;
    readonly error: AppError | null;
  };
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
  const [sourceVideo, baseVideo, resultVideo] = [
    useRef<HTMLVideoElement>(null),
    useRef<HTMLVideoElement>(null),
    useRef<HTMLVideoElement>(null),
  ];
  const asset: PictureSource = { type: 'asset', id: clip.asset.id };
  const indexA = base === null ? frame : indexInRun(base, frame);
  const indexB = run === null ? null : indexInRun(run, frame);
  // Fetched ahead where the playhead rests, so that changing sides shows the other picture at once.
  const rested = useSettled(frame, restMs) === frame;
  // A loupe shows pixels, not what fits the window.
  const wanted = (ownWidth: number) => (loupe ? null : stillWidth(place.width, facts.pixelRatio, ownWidth));

  // The first picture comes first: making the proxy of a long clip keeps the machine busy for a while.
  const [pictureSeen, setPictureSeen] = useState(false);
  const sourceProxy = useProxy(pictureSeen || playing ? asset : null, proxyHeight);
  const baseProxy = useProxy(base === null ? null : runSource(base), proxyHeight);
  const resultProxy = useProxy(run === null || !(seen.b || playing) ? null : runSource(run), proxyHeight);
  const player = usePlayer({
    clip,
    source: { video: sourceVideo, proxy: sourceProxy.data },
    base: { video: baseVideo, proxy: baseProxy.data, run: base },
    result: { video: resultVideo, proxy: resultProxy.data, run },
  });
  const { moving } = player;

  const stillA = useShownStill({
    of: moving || indexA === null || !(seen.a || rested) ? null : base === null ? asset : runSource(base),
    frame: indexA ?? 0,
    frameCount: base?.frameCount ?? clip.frameCount,
    maxWidth: wanted(base?.width ?? clip.asset.media.video.displayWidth),
  });
  const stillB = useShownStill({
    of: moving || run === null || indexB === null || !(seen.b || rested) ? null : runSource(run),
    frame: indexB ?? 0,
    frameCount: run?.frameCount ?? 1,
    maxWidth: wanted(run?.width ?? 0),
  });
  if (!pictureSeen && (stillA.shown !== null || stillA.error !== null || stillB.shown !== null)) setPictureSeen(true);
  const pair = useSameFrame({ a: absolute(stillA.shown, base), b: absolute(stillB.shown, run) }, seen.as === 'difference');

  return {
    a: {
      hasFrame: indexA !== null,
      video: base === null ? sourceVideo : baseVideo,
      proxy: base === null ? sourceProxy.data : baseProxy.data,
      still: moving ? null : pair.a,
      loading: stillA.loading,
      error: stillA.error,
    },
    b: {
      hasFrame: indexB !== null,
      video: resultVideo,
      proxy: resultProxy.data,
      still: moving ? null : pair.b,
      loading: stillB.loading,
      error: stillB.error,
    },
    leader: { video: sourceVideo, proxy: sourceProxy.data, error: sourceProxy.error },
    player,
  };
}

function runSource({ id }: Run): PictureSource {
  return { type: 'run', id };
}

function absolute(still: { readonly url: string; readonly frame: number } | null, run: Run | null) {
  return still === null ? null : { url: still.url, frame: still.frame + (run?.range.startFrame ?? 0) };
}
