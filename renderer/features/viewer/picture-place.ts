import type { ViewerZoom } from '../../state/view-store.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels of the stage. */
export interface Place extends Size {
  readonly left: number;
  readonly top: number;
}

export interface StageFacts {
  readonly stage: Size;
  /** The source on screen, in square pixels. */
  readonly picture: Size;
  /** Width of the sharpest picture there is (a run's, else the source's): 100 % shows one of its pixels per screen pixel. */
  readonly sharpestWidth: number;
  /** Screen pixels per CSS pixel. */
  readonly pixelRatio: number;
}

const fitMarginPx = 12;
const [leastScale, mostScale] = [0.05, 64];

/** CSS pixels per source pixel. */
export function scaleOfZoom(zoom: ViewerZoom, facts: StageFacts): number {
  switch (zoom.mode) {
    case 'fit':
      return fittingScale(facts);
    case 'one-to-one':
      return percentScale(100, facts);
    case 'free':
      return Math.min(mostScale, Math.max(leastScale, zoom.scale));
  }
}

/** The scale at which one pixel of the sharpest picture takes that many hundredths of a screen pixel. */
export function percentScale(percent: number, { picture, sharpestWidth, pixelRatio }: StageFacts): number {
  return ((percent / 100) * (sharpestWidth / picture.width)) / pixelRatio;
}

export function percentOfScale(scale: number, facts: StageFacts): number {
  return (scale / percentScale(100, facts)) * 100;
}

/** Where the picture lies; source and results share it. A picture smaller than the stage is centred, a larger one cannot leave it. */
export function placePicture(zoom: ViewerZoom, facts: StageFacts): Place {
  const scale = scaleOfZoom(zoom, facts);
  const width = facts.picture.width * scale;
  const height = facts.picture.height * scale;
  const panX = clampPan(zoom.mode === 'fit' ? 0 : zoom.panX, width, facts.stage.width);
  const panY = clampPan(zoom.mode === 'fit' ? 0 : zoom.panY, height, facts.stage.height);
  return { width, height, left: (facts.stage.width - width) / 2 + panX, top: (facts.stage.height - height) / 2 + panY };
}

/** Zooms to a scale; the point of the picture under (x, y) of the stage stays there. */
export function zoomTo(
  scale: number,
  zoom: ViewerZoom,
  facts: StageFacts,
  { x, y }: { readonly x: number; readonly y: number },
): ViewerZoom {
  const place = placePicture(zoom, facts);
  const next = Math.min(mostScale, Math.max(leastScale, scale));
  const growth = next / scaleOfZoom(zoom, facts);
  const fromCentreX = place.left + place.width / 2 - x;
  const fromCentreY = place.top + place.height / 2 - y;
  const free: ViewerZoom = {
    mode: 'free',
    scale: next,
    panX: x + fromCentreX * growth - facts.stage.width / 2,
    panY: y + fromCentreY * growth - facts.stage.height / 2,
  };
  return pan(free, facts, { dx: 0, dy: 0 });
}

/** Moves the picture, as far as it goes. */
export function pan(zoom: ViewerZoom, facts: StageFacts, { dx, dy }: { readonly dx: number; readonly dy: number }): ViewerZoom {
  const { width, height } = placePicture(zoom, facts);
  return { ...zoom, panX: clampPan(zoom.panX + dx, width, facts.stage.width), panY: clampPan(zoom.panY + dy, height, facts.stage.height) };
}

/** Widths that stills are asked for, so that resizing the window does not decode anew at every pixel. */
const stillWidths = [480, 960, 1440, 1920, 2880, 3840];

/** The least width that still has a pixel for every screen pixel; null: as it is. */
export function stillWidth(shownWidth: number, pixelRatio: number, ownWidth: number): number | null {
  const width = stillWidths.find((candidate) => candidate >= shownWidth * pixelRatio);
  return width === undefined || width >= ownWidth ? null : width;
}

function fittingScale({ stage, picture }: StageFacts): number {
  const width = Math.max(16, stage.width - 2 * fitMarginPx);
  const height = Math.max(16, stage.height - 2 * fitMarginPx);
  return Math.min(width / picture.width, height / picture.height);
}

function clampPan(value: number, size: number, room: number): number {
  const most = Math.max(0, (size - room) / 2);
  return Math.min(most, Math.max(-most, value));
}
