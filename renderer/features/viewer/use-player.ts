import { useEffect, useState } from 'react';
import { useView } from '../../state/view-store.ts';
import { playProxy, playsInVideo, showFrame, type PlayingProxy } from './play-proxy.ts';
import { playbackRange } from './playback-range.ts';
import { soundScrub, type SoundScrub } from './sound-scrub.ts';

export interface PlayerParts {
  readonly frameCount: number;
  /** The source's proxy carries time and sound, seen or not. */
  readonly leader: PlayingProxy | null;
  /** Results. */
  readonly base: PlayingProxy | null;
  readonly result: PlayingProxy | null;
  /** Single frames are drawn elsewhere, so the leader's element may sound while they are shown. */
  readonly scrubsSound: boolean;
}

export interface Player {
  /** Playing, or following the hand: proxies show what is to be seen, and no stills are made. */
  readonly moving: boolean;
  /** The <video> elements show it; else single frames do. */
  readonly inVideo: boolean;
  readonly problem: string | null;
}

/** Moves the proxies as the view store says, and the playhead as the proxies move. */
export function usePlayer({ frameCount, leader, base, result, scrubsSound }: PlayerParts): Player {
  const playing = useView((view) => view.playing);
  const rate = useView((view) => view.playbackRate);
  const scrubbing = useView((view) => view.scrubbing);
  const [presented, setPresented] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const followers = [base, result].filter((proxy) => proxy !== null);
    const sound = leader === null || !scrubsSound ? null : soundScrub(leader.video, leader.framesPerSec);
    if (!playing) {
      const unfollow = followPlayhead(leader === null ? followers : [leader, ...followers], sound);
      return () => {
        unfollow();
        sound?.close();
      };
    }
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
      onSilentFrame: (frame) => {
        if (rate < 0) sound?.hear(frame);
      },
      onEnd: () => {
        const { passage } = useView.getState();
        setPlaying(false);
        if (passage !== null && passage.returnFrame !== null) seek(passage.returnFrame);
      },
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
      sound?.close();
      setPresented(false);
    };
  }, [playing, rate, frameCount, leader, base, result, scrubsSound]);

  const moving = playing ? presented : scrubbing && leader !== null;
  return { moving, inVideo: playing && presented && playsInVideo(rate), problem };
}

/** Single frames wherever the playhead, or the edge under the hand, goes; the hand also hears them. */
function followPlayhead(proxies: readonly PlayingProxy[], sound: SoundScrub | null): () => void {
  let asked = -1;
  const follow = (): void => {
    const { previewFrame, playheadFrame, scrubbing } = useView.getState();
    const frame = previewFrame ?? playheadFrame;
    if (frame === asked) return;
    asked = frame;
    for (const proxy of proxies) showFrame(proxy, frame);
    if (scrubbing) sound?.hear(frame);
  };
  follow();
  return useView.subscribe(follow);
}
