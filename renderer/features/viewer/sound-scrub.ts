import { proxyTime } from './playback-range.ts';

/** Long enough to know a voice by, short enough to keep up with a hand. */
const pieceMs = 90;

export interface SoundScrub {
  /** Sounds a short piece from this frame of the proxy on. While one sounds, only the newest wish is kept. */
  readonly hear: (frame: number) => void;
  readonly close: () => void;
}

/** What a hand that scrubs, or playing backwards, hears: pieces of the sound, each forwards, in the order of the frames on screen. */
export function soundScrub(video: HTMLVideoElement, framesPerSec: number): SoundScrub {
  let wished: number | null = null;
  let sounding = false;
  let timer = 0;

  const next = () => {
    if (wished === null) {
      sounding = false;
      return video.pause();
    }
    const frame = wished;
    wished = null;
    sounding = true;
    video.playbackRate = 1;
    video.currentTime = proxyTime(frame, framesPerSec);
    // A piece that playing or the next one overtakes is no failure.
    void video.play().catch(() => undefined);
  };
  const found = () => {
    if (sounding) timer = window.setTimeout(next, pieceMs);
  };
  video.addEventListener('seeked', found);

  return {
    hear: (frame) => {
      wished = frame;
      if (!sounding) next();
    },
    close: () => {
      video.removeEventListener('seeked', found);
      clearTimeout(timer);
      if (sounding) video.pause();
    },
  };
}
