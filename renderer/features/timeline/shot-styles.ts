import type { CSSObject, Theme } from '@mui/material/styles';

/** Where a hand finds a cut, in CSS pixels. */
export const cutPx = 11;

/** One style sheet for all cuts, as of the segments: they move with every notch of the wheel. */
export function shotStyles(theme: Theme): CSSObject {
  return {
    '.cut': {
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: -(cutPx - 1) / 2,
      width: cutPx,
      cursor: 'ew-resize',
      touchAction: 'none',
      '&:focus-visible': { outlineOffset: -2 },
    },
    '.cut.locked': { cursor: 'default' },
    '.cut::before': {
      content: '""',
      position: 'absolute',
      top: 3,
      bottom: 3,
      left: (cutPx - 3) / 2,
      width: 3,
      borderRadius: 2,
      backgroundColor: theme.studio.faint,
    },
    '.cut:not(.locked):hover::before, .cut:focus-visible::before': { backgroundColor: theme.studio.text },
    '.cut.held::before': { backgroundColor: theme.studio.result },
  };
}
