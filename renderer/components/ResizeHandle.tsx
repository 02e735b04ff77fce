import Box from '@mui/material/Box';
import { useRef } from 'react';
import { defaultLayout, panelBounds, setPanelSize, useLayout, type PanelSize } from '../state/layout-store.ts';

interface ResizeHandleProps {
  readonly panel: PanelSize;
  readonly label: string;
  /** On which side of the panel it lies: the panel grows when it is dragged that way. */
  readonly side: 'right' | 'left' | 'top';
}

const arrowStep = 16;

/** The hairline between two panels: drag it, or focus it and use the arrows; a double click takes the first size again. */
export function ResizeHandle({ panel, label, side }: ResizeHandleProps) {
  const size = useLayout((layout) => layout[panel]);
  const drag = useRef<{ readonly from: number; readonly size: number } | null>(null);
  const upright = side !== 'top';
  const grow = side === 'right' ? 1 : -1;
  const place = (event: React.PointerEvent) => (upright ? event.clientX : event.clientY);
  const arrows: Readonly<Record<string, number>> = upright ? { ArrowLeft: -grow, ArrowRight: grow } : { ArrowUp: 1, ArrowDown: -1 };

  return (
    <Box
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={panelBounds[panel].min}
      aria-valuemax={panelBounds[panel].max}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: place(event), size };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) setPanelSize(panel, drag.current.size + grow * (place(event) - drag.current.from));
      }}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onDoubleClick={() => setPanelSize(panel, defaultLayout[panel])}
      onKeyDown={(event) => {
        const way = arrows[event.key];
        if (way === undefined) return;
        event.preventDefault();
        setPanelSize(panel, size + way * arrowStep);
      }}
      sx={(theme) => ({
        position: 'relative',
        zIndex: 2,
        backgroundColor: theme.studio.line,
        cursor: upright ? 'col-resize' : 'row-resize',
        touchAction: 'none',
        // A hairline to the eye, wide enough for a hand.
        '&::before': { content: '""', position: 'absolute', inset: upright ? '0 -3px' : '-3px 0' },
        '&:hover, &:active': { backgroundColor: theme.studio.edge },
        '&:focus-visible': { outline: 'none', backgroundColor: theme.studio.result },
      })}
    />
  );
}
