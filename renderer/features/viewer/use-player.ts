import { useEffect, useState } from 'react';
import { useView } from '../../state/view-store.ts';
import { playProxy, playsInVideo, showFrame, type PlayingProxy } from './play-proxy.ts';
import { playbackRange } from './playback-range.ts';

export interface PlayerParts {
  readonly frameCount: number;
  /** The source's proxy carries time and sound, seen or not. */
  readonly leader: PlayingProxy | null;
  /** Results. */
  readonly base: PlayingProxy | null;
  readonly result: PlayingProxy | null;
}

export interface Player {
  /** Playing, or following the hand: proxies show what is to be seen, and no stills are made. */
  readonly moving: boolean;
  /** The <video> elements show it; else single frames do. */
  readonly inVideo: boolean;
  readonly problem: string | null;
}

/** Moves the proxies as the view store says, and the playhead as the proxies move. */
export function usePlayer({ frameCount, leader, base, result }: PlayerParts): Player {
  const playing = useView((view) => view.playing);
  const rate = useView((view) => view.playbackRate);
  const scrubbing = useView((view) => view.scrubbing);
  const [presented, setPresented] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const followers = [base, result].filter((proxy) => proxy !== null);
    if (!playing) return followPlayhead(leader === null ? followers : [leader, ...followers]);
    if (leader === null) return;
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
        setPresented(true);
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
      setPresented(false);
    };
  }, [playing, rate, frameCount, leader, base, result]);

  const moving = playing ? presented : scrubbing && leader !== null;
  return { moving, inVideo: playing && presented && playsInVideo(rate), problem };
}

/** Single frames wherever the playhead, or the edge under the hand, goes. */
function followPlayhead(proxies: readonly PlayingProxy[]): () => void {
  let asked = -1;
  const follow = (): void => {
    const { previewFrame, playheadFrame } = useView.getState();
    const frame = previewFrame ?? playheadFrame;
    if (frame === asked) return;
    asked = frame;
    for (const proxy of proxies) showFrame(proxy, frame);
  };
  follow();
  return useView.subscribe(follow);
}
