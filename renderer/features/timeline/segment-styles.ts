import { alpha, type CSSObject, type Theme } from '@mui/material/styles';
import type { SegmentStatus } from './segment-status.ts';

type Kind = SegmentStatus['kind'];

/** Where a hand finds the edge, in CSS pixels. */
export const handlePx = 8;

/**
 * The blocks' looks, as one style sheet of the lane: hundreds of blocks move with every notch of the wheel, and plain elements
 * with class names are all that is fast enough for that.
 */
export function segmentStyles(theme: Theme): CSSObject {
  const kinds: readonly Kind[] = ['none', 'waiting', 'running', 'done', 'partial', 'failed'];
  return {
    '.segment': {
      ...theme.typography.caption,
      position: 'absolute',
      top: 0,
      left: 0,
      overflow: 'hidden',
      color: theme.studio.text,
      borderRadius: `${theme.sizes.radius}px`,
      borderWidth: 1,
      borderStyle: 'solid',
      touchAction: 'none',
      cursor: 'default',
      '&:focus-visible': { outlineOffset: -3 },
    },
    ...Object.fromEntries(kinds.map((kind) => [`.segment.${kind}`, tinted(theme, kind)])),
    '.segment.selected, .segment.selected:hover': {
      borderColor: theme.studio.result,
      boxShadow: `inset 0 0 0 1px ${theme.studio.result}`,
      zIndex: 1,
    },
    '.segment.dragging': { cursor: 'grabbing' },
    '.segment .words': { position: 'absolute', inset: 0, overflow: 'hidden', pointerEvents: 'none', whiteSpace: 'nowrap' },
    '.segment .title': { display: 'flex', gap: theme.spacing(2), paddingRight: theme.spacing(2.5), alignItems: 'baseline' },
    // A narrow block has its status below its name, and cuts off what does not fit.
    '.segment .title.wrapping': { flexWrap: 'wrap', columnGap: theme.spacing(2), rowGap: 0 },
    '.segment .title.wrapping > *': { flexShrink: 0, maxWidth: '100%' },
    '.segment .title > *': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '.segment .title > b': { fontWeight: 600, flexShrink: 1 },
    '.segment .title > span': { flexShrink: 2 },
    // A wide one shows all of its status; of a long name it cuts off the end.
    '.segment .title.roomy > span': { flexShrink: 0 },
    '.segment .facts': { display: 'flex', gap: theme.spacing(2), alignItems: 'baseline', paddingRight: theme.spacing(2.5) },
    '.segment .length': { fontFamily: theme.fonts.mono, fontSize: 10, color: theme.studio.dim, flex: 'none' },
    '.segment .prompt': { color: theme.studio.dim, overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
    '.segment .prompt.none': { fontStyle: 'italic' },
    '.segment .progress': { position: 'absolute', bottom: 0, left: 0, height: 3, backgroundColor: theme.studio.result },
    '.segment .handle': { position: 'absolute', top: 0, bottom: 0, cursor: 'ew-resize', touchAction: 'none' },
    '.segment .handle.in': { left: 0 },
    '.segment .handle.out': { right: 0 },
    '.segment .handle::before': {
      content: '""',
      position: 'absolute',
      top: '20%',
      bottom: '20%',
      width: 3,
      borderRadius: 2,
      backgroundColor: alpha(theme.studio.text, 0.25),
    },
    // The system's own colours: what is a wash of colour elsewhere is a line here.
    '@media (forced-colors: active)': {
      '.segment': { borderColor: 'CanvasText' },
      '.segment.selected, .segment.selected:hover': { borderColor: 'Highlight', borderWidth: 2 },
      '.segment .progress, .segment .handle::before': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
    },
    '.segment .handle.in::before': { left: 3 },
    '.segment .handle.out::before': { right: 3 },
    '.segment .handle:hover::before': { backgroundColor: theme.studio.text },
  };
}

function tinted(theme: Theme, kind: Kind): CSSObject {
  // Yellow would read as the source's amber, so only the words of a partial result have it.
  const tint = kind === 'none' || kind === 'partial' ? theme.studio.dim : statusColour(theme, kind);
  const wash = alpha(tint, 0.16);
  return {
    borderColor: alpha(tint, 0.45),
    // Opaque, so that what overlaps stays readable.
    background: `linear-gradient(${wash}, ${wash}), ${theme.studio.panel}`,
    '&:hover': { borderColor: alpha(tint, 0.8) },
    '& .title > span': { color: statusColour(theme, kind) },
  };
}

function statusColour(theme: Theme, kind: Kind): string {
  switch (kind) {
    // Faint words would be lost on the wash.
    case 'none':
      return theme.studio.dim;
    case 'waiting':
    case 'running':
      return theme.studio.result;
    case 'done':
      return theme.studio.ok;
    case 'partial':
      return theme.studio.warn;
    case 'failed':
      return theme.studio.error;
  }
}
