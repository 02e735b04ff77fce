import { useEffect, useMemo, useState } from 'react';
import type { Proxy } from '../../../native/contract/index.ts';
import { usePictureUrl } from '../../engine/pictures.ts';
import { canDecodePictures, framePictures } from './frame-pictures.ts';
import type { PlayingProxy } from './play-proxy.ts';
import { seekingPictures } from './seeking-pictures.ts';

/** One side's proxy on its two elements: a <video> that plays, a canvas for single frames. */
export interface ProxyScreen {
  readonly setVideo: (video: HTMLVideoElement | null) => void;
  readonly setCanvas: (canvas: HTMLCanvasElement | null) => void;
  readonly url: string | null;
  /** Null until it can be played. */
  readonly proxy: PlayingProxy | null;
  /** The frame of the clip that stands on it, as far as it was shown by index. */
  readonly drawnFrame: number | null;
  /** Where single frames are shown. */
  readonly drawsOn: 'canvas' | 'video';
}

export function useProxyScreen(made: Proxy | undefined, startFrame: number): ProxyScreen {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [drawn, setDrawn] = useState<{ readonly url: string; readonly index: number } | null>(null);
  const [decodes, setDecodes] = useState(canDecodePictures);
  const url = usePictureUrl(made?.ref);
  const framesPerSec = made?.framesPerSec ?? 0;

  const pictures = useMemo(() => {
    if (url === null || video === null || canvas === null) return null;
    const onShown = (index: number): void => setDrawn({ url, index });
    return decodes
      ? framePictures({ url, canvas, onShown, onFailed: () => setDecodes(false) })
      : seekingPictures({ video, framesPerSec, onShown });
  }, [url, video, canvas, framesPerSec, decodes]);
  useEffect(() => () => pictures?.close(), [pictures]);

  const frameCount = made?.frameCount ?? 0;
  const proxy = useMemo(
    () => (video === null || frameCount === 0 ? null : { video, pictures, framesPerSec, startFrame, frameCount }),
    [video, pictures, framesPerSec, startFrame, frameCount],
  );

  return {
    setVideo,
    setCanvas,
    url,
    proxy,
    drawnFrame: drawn !== null && drawn.url === url ? drawn.index + startFrame : null,
    drawsOn: decodes ? 'canvas' : 'video',
  };
}
