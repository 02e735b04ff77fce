import type { CSSObject, Theme } from '@mui/material/styles';

/** Side of a flag, in CSS pixels. */
export const markerPx = 11;

/** One style sheet for all flags, as of the cuts: they move with every notch of the wheel. */
export function markerStyles(theme: Theme): CSSObject {
  return {
    '.marker': {
      position: 'absolute',
      left: -(markerPx - 1) / 2,
      width: markerPx,
      height: markerPx,
      padding: 0,
      border: 0,
      background: 'none',
      cursor: 'default',
      pointerEvents: 'auto',
      touchAction: 'none',
    },
    // A pennant, so that it is told from the playhead and from the marks by its form too.
    '.marker::before': {
      content: '""',
      position: 'absolute',
      inset: '0 0 1px',
      clipPath: 'polygon(50% 0, 100% 50%, 50% 100%, 0 50%)',
      backgroundColor: theme.studio.marker,
    },
    '.marker:hover::before, .marker.held::before': { filter: 'brightness(1.2)' },
    // Longer than the lanes are high: the box around the flags cuts it off.
    '.marker::after': {
      content: '""',
      position: 'absolute',
      top: markerPx,
      left: (markerPx - 1) / 2,
      width: '1px',
      height: '100vh',
      pointerEvents: 'none',
      backgroundColor: theme.studio.marker,
      opacity: 0.55,
    },
    '@media (forced-colors: active)': { '.marker::before, .marker::after': { forcedColorAdjust: 'none' } },
  };
}
