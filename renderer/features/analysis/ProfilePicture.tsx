import { useEffect, useRef, useState } from 'react';
import { xOfFrame, type TimelineScale } from '../timeline/timeline-scale.ts';
import type { SeenPage } from './use-profile.ts';

interface ProfilePictureProps {
  readonly page: SeenPage;
  readonly scale: TimelineScale;
  /** Of the lane, in CSS pixels. */
  readonly height: number;
}

/**
 * One page of a lane. The line is drawn at the lane's height, smoothly; along time its frames are stretched without blending them,
 * because where one frame ends is what is looked at. Until the picture of a new line is there, the old one stays, dim.
 */
export function ProfilePicture({ page: { startFrame, frameCount, url }, scale, height }: ProfilePictureProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<string | null>(null);
  const rows = Math.max(1, Math.round(height * window.devicePixelRatio));

  useEffect(() => {
    if (url === null) return;
    let gone = false;
    const image = new Image();
    image.src = url;
    void image.decode().then(
      () => {
        const canvas = ref.current;
        const context = canvas?.getContext('2d') ?? null;
        if (gone || canvas === null || context === null) return;
        canvas.width = frameCount;
        canvas.height = rows;
        context.imageSmoothingQuality = 'high';
        context.drawImage(image, 0, 0, frameCount, rows);
        setDrawn(url);
      },
      // A picture that was swept from the cache meanwhile leaves the old one standing.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [url, frameCount, rows]);

  return (
    <canvas
      ref={ref}
      data-ready={drawn !== null && drawn === url}
      style={{
        position: 'absolute',
        top: 0,
        left: 0,
        height: '100%',
        width: frameCount * scale.pixelsPerFrame,
        transform: `translateX(${xOfFrame(startFrame, scale)}px)`,
        imageRendering: scale.pixelsPerFrame >= 1 ? 'pixelated' : 'auto',
        opacity: drawn === null ? 0 : drawn === url ? 1 : 0.35,
      }}
    />
  );
}
