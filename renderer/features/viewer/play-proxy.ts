import { t } from '../../i18n/words.ts';
import type { FramePictures } from './frame-pictures.ts';
import { continueFrom, frameOfMediaTime, proxyTime, startingFrame, type PlaybackRange } from './playback-range.ts';

/** A proxy on its elements, and where its frames lie on the clip. */
export interface PlayingProxy {
  readonly video: HTMLVideoElement;
  /** Single frames of it; null where only its sound and time are wanted. */
  readonly pictures: FramePictures | null;
  readonly framesPerSec: number;
  /** Frame of the clip that the proxy's first frame is. */
  readonly startFrame: number;
  readonly frameCount: number;
}

export interface PlayOptions {
  /** Sets the pace and carries the sound. */
  readonly leader: PlayingProxy;
  /** Shown beside it (results), kept to the same frame. */
  readonly followers: readonly PlayingProxy[];
  readonly rate: number;
  readonly fromFrame: number;
  /** Asked at every frame: marks may move while it plays. */
  readonly range: () => PlaybackRange;
  readonly onFrame: (frame: number) => void;
  /** A frame is shown whose sound no element plays by itself. */
  readonly onSilentFrame: (frame: number) => void;
  readonly onEnd: () => void;
  readonly onError: (message: string) => void;
}

export interface Playing {
  /** The user went elsewhere; playing goes on from there. */
  readonly seek: (frame: number) => void;
  readonly stop: () => void;
}

/** Beyond this browsers drop sound and frames as they please, so frames are shown one by one. */
const fastestByBrowser = 8;

/** Whether the <video> elements show what plays at this rate. */
export function playsInVideo(rate: number): boolean {
  return rate > 0 && rate <= fastestByBrowser;
}

export function playProxy(options: PlayOptions): Playing {
  return playsInVideo(options.rate) ? playForwards(options) : playByFrames(options);
}

/** The browser plays; every frame that it presents is reported. */
function playForwards({ leader, followers, rate, fromFrame, range, onFrame, onEnd, onError }: PlayOptions): Playing {
  const { video, framesPerSec } = leader;
  let request = 0;
  let stopped = false;

  const goTo = (frame: number) => {
    video.currentTime = proxyTime(frame, framesPerSec);
  };
  const atEnd = () => {
    const next = continueFrom(range().endFrame, rate, range());
    if (next === null) return onEnd();
    goTo(next);
    start();
  };
  const presented = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    if (stopped) return;
    request = video.requestVideoFrameCallback(presented);
    const frame = frameOfMediaTime(mediaTime, framesPerSec);
    if (frame >= range().endFrame) return atEnd();
    onFrame(Math.min(frame, leader.frameCount - 1));
    for (const follower of followers) keepUp(follower, leader, rate);
  };
  const start = () => {
    void video.play().catch((error: unknown) => {
      // A play() that a pause overtakes is no failure.
      if (!stopped && !(error instanceof DOMException && error.name === 'AbortError')) onError(playFailure(error));
    });
  };

  video.playbackRate = rate;
  goTo(startingFrame(fromFrame, rate, range()));
  video.addEventListener('ended', atEnd);
  request = video.requestVideoFrameCallback(presented);
  start();
  return {
    seek: goTo,
    stop: () => {
      stopped = true;
      video.cancelVideoFrameCallback(request);
      video.removeEventListener('ended', atEnd);
      video.pause();
      for (const follower of followers) follower.video.pause();
    },
  };
}

/** Backwards, or too fast to be played: the frame that is due is looked up, as soon as the one before is on screen. */
function playByFrames({ leader, followers, rate, fromFrame, range, onFrame, onSilentFrame, onEnd }: PlayOptions): Playing {
  let frame = startingFrame(fromFrame, rate, range());
  let origin = { frame, at: performance.now() };
  let request = 0;

  const tick = () => {
    request = requestAnimationFrame(tick);
    if ([leader, ...followers].some(({ pictures }) => pictures?.busy() === true)) return;
    const due = Math.floor(origin.frame + ((performance.now() - origin.at) / 1000) * leader.framesPerSec * rate);
    if (due === frame) return;
    const next = continueFrom(due, rate, range());
    if (next === null) {
      const { startFrame, endFrame } = range();
      onFrame(rate < 0 ? startFrame : endFrame - 1);
      return onEnd();
    }
    if (next !== due) origin = { frame: next, at: performance.now() };
    frame = next;
    showFrame(leader, frame);
    for (const follower of followers) showFrame(follower, frame);
    onFrame(frame);
    onSilentFrame(frame);
  };
  request = requestAnimationFrame(tick);
  return {
    seek: (to) => (origin = { frame: to, at: performance.now() }),
    stop: () => cancelAnimationFrame(request),
  };
}

/** Stands still on a frame of the clip; does nothing where the proxy has none. */
export function showFrame({ pictures, startFrame, frameCount }: PlayingProxy, frame: number): void {
  const index = frame - startFrame;
  if (index >= 0 && index < frameCount) pictures?.show(index);
}

/** How far the frame on screen lags behind the element's own clock, by measurement. */
const lagFrames = 0.5;

/** Two <video> elements have two clocks: a small drift is caught up by speed, a large one by a jump. */
function keepUp(follower: PlayingProxy, leader: PlayingProxy, rate: number): void {
  const { video, framesPerSec, startFrame, frameCount } = follower;
  const due = leader.video.currentTime - (startFrame + lagFrames) / leader.framesPerSec;
  if (due < 0 || due >= frameCount / framesPerSec) return video.pause();
  const drift = video.currentTime - due;
  if (video.paused || Math.abs(drift) > 0.25) {
    video.currentTime = due;
    // The leader's failure is the one that is told.
    if (video.paused) void video.play().catch(() => undefined);
    return;
  }
  video.playbackRate = Math.abs(drift) < 0.2 / framesPerSec ? rate : rate * (1 - Math.min(0.2, Math.max(-0.2, drift * 4)));
}

function playFailure(error: unknown): string {
  const denied = error instanceof DOMException && error.name === 'NotAllowedError';
  return denied ? t('viewer.windowMayNotStart') : t('viewer.playableCopyClipCannot');
}
