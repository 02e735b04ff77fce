import type { Theme } from '@mui/material/styles';
import { useTheme } from '@mui/material/styles';

const dashes = ['', '6 3', '2 3', '8 3 2 3'] as const;

export interface CurveStyle {
  readonly color: string;
  /** Of the stroke; empty: one line. */
  readonly dash: string;
}

/** A run keeps its line, whatever else is shown; told by its dashes too, not by its colour alone. */
export function curveStyle(number: number, { studio: { curves } }: Theme): CurveStyle {
  return { color: curves[(number - 1) % curves.length] ?? curves[0], dash: dashes[(number - 1) % dashes.length] ?? '' };
}

/** A piece of a run's line. */
export function CurveSwatch({ number }: { readonly number: number }) {
  const { color, dash } = curveStyle(number, useTheme());
  return (
    <svg width={20} height={8} aria-hidden style={{ flex: 'none' }}>
      <line x1={0} x2={20} y1={4} y2={4} stroke={color} strokeWidth={2} strokeDasharray={dash} />
    </svg>
  );
}
