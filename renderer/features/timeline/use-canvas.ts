import { useTheme, type Theme } from '@mui/material/styles';
import { useEffect, useRef, type RefObject } from 'react';

export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/** A canvas that is drawn anew whenever size or drawing change, one device pixel per device pixel. Coordinates are CSS pixels. */
export function useCanvas(
  { width, height }: CanvasSize,
  draw: (context: CanvasRenderingContext2D, theme: Theme) => void,
): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d') ?? null;
    if (canvas === null || context === null || width <= 0 || height <= 0) return;
    const ratio = window.devicePixelRatio;
    const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    // Setting the size clears the canvas and drops its memory: only when it really changed.
    if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
    if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context, theme);
  }, [width, height, draw, theme]);
  return ref;
}
