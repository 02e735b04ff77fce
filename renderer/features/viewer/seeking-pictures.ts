import type { FramePictures } from './frame-pictures.ts';
import { proxyTime } from './playback-range.ts';

/** Single frames by a <video> that stands still: slower, for pages where pictures cannot be decoded one by one. */
export function seekingPictures({
  video,
  framesPerSec,
  onShown,
}: {
  readonly video: HTMLVideoElement;
  readonly framesPerSec: number;
  readonly onShown: (index: number) => void;
}): FramePictures {
  let wanted: number | null = null;
  let sought: number | null = null;
  let shown: number | null = null;

  const seek = (): void => {
    if (wanted === null || wanted === sought || video.seeking) return;
    sought = wanted;
    video.currentTime = proxyTime(sought, framesPerSec);
  };
  const arrived = (): void => {
    // While it plays, the frames are not ours.
    if (sought === null || !video.paused) return;
    shown = sought;
    onShown(shown);
    seek();
  };
  return {
    show: (index) => {
      video.addEventListener('seeked', arrived);
      wanted = index;
      // It may have played since.
      if (sought === index && shown === index) sought = null;
      seek();
    },
    busy: () => wanted !== shown,
    close: () => video.removeEventListener('seeked', arrived),
  };
}
