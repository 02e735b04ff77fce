import { useLayoutEffect, useRef } from 'react';
import { useDecodedImage } from '../../components/use-decoded-image.ts';
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
  // A picture that was swept from the cache meanwhile leaves the old one standing.
  const decoded = useDecodedImage(url);
  const rows = Math.max(1, Math.round(height * window.devicePixelRatio));

  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d') ?? null;
    if (decoded === null || canvas === null || context === null) return;
    canvas.width = frameCount;
    canvas.height = rows;
    context.imageSmoothingQuality = 'high';
    context.drawImage(decoded.image, 0, 0, frameCount, rows);
  }, [decoded, frameCount, rows]);

  return (
    <canvas
      ref={ref}
      data-ready={decoded !== null && decoded.url === url}
      style={{
        position: 'absolute',
        top: 0,
        left: 0,
        height: '100%',
        width: frameCount * scale.pixelsPerFrame,
        transform: `translateX(${xOfFrame(startFrame, scale)}px)`,
        imageRendering: scale.pixelsPerFrame >= 1 ? 'pixelated' : 'auto',
        opacity: decoded === null ? 0 : decoded.url === url ? 1 : 0.35,
      }}
    />
  );
}
