/** What the timeline has to show and where: its width in CSS pixels and the clip's length. */
export interface Extent {
  readonly width: number;
  readonly frameCount: number;
}

/** Where frames lie on screen. A frame covers `pixelsPerFrame`; `scrollFrame` (fractional) is at the left edge. */
export interface TimelineScale {
  readonly pixelsPerFrame: number;
  readonly scrollFrame: number;
}

/** At the closest zoom one frame is wider than its picture in the film lane. */
const closestPixelsPerFrame = 160;

export function fittingPixelsPerFrame({ width, frameCount }: Extent): number {
  return Math.max(width, 1) / Math.max(frameCount, 1);
}

/** The scale that the view asks for (null: fit), kept inside what the clip and the window allow. */
export function scaleOf(view: { readonly pixelsPerFrame: number | null; readonly scrollFrame: number }, extent: Extent): TimelineScale {
  const fitting = fittingPixelsPerFrame(extent);
  const pixelsPerFrame = Math.min(Math.max(closestPixelsPerFrame, fitting), Math.max(fitting, view.pixelsPerFrame ?? fitting));
  return { pixelsPerFrame, scrollFrame: clampScroll(view.scrollFrame, pixelsPerFrame, extent) };
}

/** The left edge of a frame. */
export function xOfFrame(frame: number, scale: TimelineScale): number {
  return (frame - scale.scrollFrame) * scale.pixelsPerFrame;
}

/** Fractional frame position of a pixel; its floor is the frame under the pointer, its rounding the nearest cut. */
export function positionAtX(x: number, scale: TimelineScale): number {
  return scale.scrollFrame + x / scale.pixelsPerFrame;
}

/** The frame under the pointer, inside the clip. */
export function frameAtX(x: number, scale: TimelineScale, { frameCount }: Extent): number {
  return Math.min(frameCount - 1, Math.max(0, Math.floor(positionAtX(x, scale))));
}

/** Zooms by a factor; what is under `x` stays there as far as the ends of the clip allow. */
export function zoomAround(
  scale: TimelineScale,
  extent: Extent,
  { x, factor }: { readonly x: number; readonly factor: number },
): TimelineScale {
  const position = positionAtX(x, scale);
  const { pixelsPerFrame } = scaleOf({ pixelsPerFrame: scale.pixelsPerFrame * factor, scrollFrame: 0 }, extent);
  return { pixelsPerFrame, scrollFrame: clampScroll(position - x / pixelsPerFrame, pixelsPerFrame, extent) };
}

export function scrollByPixels(scale: TimelineScale, extent: Extent, pixels: number): TimelineScale {
  return { ...scale, scrollFrame: clampScroll(scale.scrollFrame + pixels / scale.pixelsPerFrame, scale.pixelsPerFrame, extent) };
}

/** The same scale, scrolled so that the frame is in sight: untouched when it is, else with the frame at a tenth (or nine tenths). */
export function revealFrame(scale: TimelineScale, extent: Extent, frame: number): TimelineScale {
  const x = xOfFrame(frame, scale);
  // Rounding of a sum of floats is no reason to move.
  const slackPx = 1e-3;
  const frameWidth = Math.min(scale.pixelsPerFrame, extent.width);
  if (x >= -slackPx && x + frameWidth <= extent.width + slackPx) return scale;
  // A frame wider than the margin goes to the edge, whole; else it would be revealed again and again.
  const wanted = Math.min(x < 0 ? extent.width * 0.9 : extent.width * 0.1, extent.width - frameWidth);
  return scrollByPixels(scale, extent, x - wanted);
}

/** Half-open range of the frames in sight, whole frames. */
export function visibleFrames(scale: TimelineScale, extent: Extent): { readonly startFrame: number; readonly endFrame: number } {
  const startFrame = Math.max(0, Math.floor(scale.scrollFrame));
  const endFrame = Math.min(extent.frameCount, Math.ceil(positionAtX(extent.width, scale)));
  return { startFrame, endFrame: Math.max(startFrame + 1, endFrame) };
}

function clampScroll(scrollFrame: number, pixelsPerFrame: number, { width, frameCount }: Extent): number {
  return Math.min(Math.max(0, frameCount - width / pixelsPerFrame), Math.max(0, scrollFrame));
}
