import { useEffect, useState, type RefObject } from 'react';
import type { Proxy, Run } from '../../../native/contract/index.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { playProxy, showFrame, type PlayingProxy } from './play-proxy.ts';
import { playbackRange } from './playback-range.ts';

export interface PlayerParts {
  readonly clip: Clip;
  readonly source: { readonly video: RefObject<HTMLVideoElement | null>; readonly proxy: Proxy | undefined };
  readonly base: RunInVideo;
  readonly result: RunInVideo;
}

interface RunInVideo {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly proxy: Proxy | undefined;
  readonly run: Run | null;
}

export interface Player {
  /** The <video> elements show what is to be seen: playing, or following the hand. Else stills do. */
  readonly moving: boolean;
  /** The frame that they came to rest on, seen until its still is there. */
  readonly parkedFrame: number | null;
  readonly problem: string | null;
}

/** Moves the proxies as the view store says, and the playhead as the proxies move. */
export function usePlayer({ clip, source, base, result }: PlayerParts): Player {
  const playing = useView((view) => view.playing);
  const rate = useView((view) => view.playbackRate);
  const scrubbing = useView((view) => view.scrubbing);
  const [moving, setMoving] = useState(false);
  const [parkedFrame, setParkedFrame] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { frameCount } = clip;
  const sourceProxy = source.proxy;
  const resultProxy = result.proxy;
  const resultStart = result.run?.range.startFrame ?? 0;
  const baseProxy = base.proxy;
  const baseStart = base.run?.range.startFrame ?? 0;

  useEffect(() => {
    const leader = proxyIn(source.video.current, sourceProxy, 0);
    const followers = [proxyIn(base.video.current, baseProxy, baseStart), proxyIn(result.video.current, resultProxy, resultStart)].filter(
      (proxy) => proxy !== null,
    );
    if (leader === null || (!playing && !scrubbing)) return;
    return playing ? startPlaying() : startFollowing(leader, followers, () => setMoving(true));

    function startPlaying(): () => void {
      if (leader === null) return () => undefined;
      const { playheadFrame, seek, setPlaying } = useView.getState();
      let reported = playheadFrame;
      const play = playProxy({
        leader,
        followers,
        rate,
        fromFrame: playheadFrame,
        range: () => playbackRange(useView.getState(), frameCount),
        onFrame: (frame) => {
          reported = frame;
          seek(frame);
          setMoving(true);
          setProblem(null);
        },
        onEnd: () => setPlaying(false),
        onError: (message) => {
          setProblem(message);
          setPlaying(false);
        },
      });
      const unsubscribe = useView.subscribe((view) => {
        if (view.playheadFrame === reported) return;
        reported = view.playheadFrame;
        play.seek(reported);
      });
      return () => {
        unsubscribe();
        play.stop();
        showFrame(leader, reported);
        for (const follower of followers) showFrame(follower, reported);
        setParkedFrame(reported);
        setMoving(false);
      };
    }

    function startFollowing(first: PlayingProxy, others: readonly PlayingProxy[], onShown: () => void): () => void {
      const stop = followHand(first, others, onShown);
      return () => {
        setParkedFrame(stop());
        setMoving(false);
      };
    }
  }, [
    playing,
    rate,
    scrubbing,
    frameCount,
    sourceProxy,
    baseProxy,
    resultProxy,
    baseStart,
    resultStart,
    source.video,
    base.video,
    result.video,
  ]);

  return { moving, parkedFrame, problem };
}

/** Returns the function that stops and says where. Shows the frame under the hand, and the next one only when that is on screen: a fast hand skips frames and never lags. */
function followHand(leader: PlayingProxy, followers: readonly PlayingProxy[], onShown: () => void): () => number {
  let shown = -1;
  let request = 0;
  const tick = () => {
    request = requestAnimationFrame(tick);
    if (leader.video.seeking || followers.some(({ video }) => video.seeking)) return;
    if (shown >= 0) onShown();
    const { previewFrame, playheadFrame } = useView.getState();
    const frame = previewFrame ?? playheadFrame;
    if (frame === shown) return;
    shown = frame;
    showFrame(leader, frame);
    for (const follower of followers) showFrame(follower, frame);
  };
  request = requestAnimationFrame(tick);
  return () => {
    cancelAnimationFrame(request);
    return shown;
  };
}

function proxyIn(video: HTMLVideoElement | null, proxy: Proxy | undefined, startFrame: number): PlayingProxy | null {
  if (video === null || proxy === undefined) return null;
  return { video, framesPerSec: proxy.framesPerSec, startFrame, frameCount: proxy.frameCount };
}
