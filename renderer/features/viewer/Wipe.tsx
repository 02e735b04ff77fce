import Box from '@mui/material/Box';
import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Place, Size } from './picture-place.ts';

/** Tells the wipe's place, now and whenever it moves. Nothing is drawn anew: a drag changes a clip and a transform, and no more. */
function followWipe(apply: (fraction: number) => void): () => void {
  let shown = useView.getState().wipeFraction;
  apply(shown);
  return useView.subscribe(({ wipeFraction }) => {
    if (wipeFraction === shown) return;
    shown = wipeFraction;
    apply(shown);
  });
}

/** Shows its children right of the wipe only. */
export function WipeClip({ active, place, children }: { readonly active: boolean; readonly place: Place; readonly children: ReactNode }) {
  const clipped = useRef<HTMLDivElement>(null);
  const { left, width } = place;
  useEffect(() => {
    const { current } = clipped;
    if (current === null || !active) return;
    const stop = followWipe((fraction) => (current.style.clipPath = `inset(0 0 0 ${Math.max(0, left + fraction * width)}px)`));
    return () => {
      stop();
      current.style.clipPath = '';
    };
  }, [active, left, width]);
  return (
    <Box ref={clipped} sx={{ position: 'absolute', inset: 0 }}>
      {children}
    </Box>
  );
}

const knobPx = 28;
const edgePx = knobPx / 2;

/** When the picture is zoomed and the line out of sight, it waits at the edge to be fetched. */
function wipeX(fraction: number, place: Place, stage: Size): number {
  return Math.min(stage.width - edgePx, Math.max(edgePx, place.left + fraction * place.width));
}

/** The line between source and result: drag it, or use the arrows (Shift: ten times as far). */
export function WipeHandle({ place, stage }: { readonly place: Place; readonly stage: Size }) {
  const handle = useRef<HTMLDivElement>(null);
  const grip = useRef<number | null>(null);
  const { setWipeFraction } = useView.getState();
  const top = Math.max(0, place.top);
  const bottom = Math.min(stage.height, place.top + place.height);
  useEffect(() => {
    const { current } = handle;
    if (current === null) return;
    return followWipe((fraction) => {
      const percent = Math.round(fraction * 100);
      current.style.transform = `translateX(${wipeX(fraction, place, stage) - edgePx}px)`;
      current.setAttribute('aria-valuenow', String(percent));
      current.setAttribute('aria-valuetext', t('viewer.percentSource', { percent }));
    });
  });

  return (
    <Box
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label={t('viewer.wipeSourceLeftResult')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(useView.getState().wipeFraction * 100)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = event.clientX - wipeX(useView.getState().wipeFraction, place, stage);
      }}
      onPointerMove={(event) => {
        if (grip.current === null) return;
        event.stopPropagation();
        setWipeFraction((event.clientX - grip.current - place.left) / place.width);
      }}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
      onDoubleClick={() => setWipeFraction(0.5)}
      onKeyDown={(event) => {
        const fraction = useView.getState().wipeFraction;
        const step = event.shiftKey ? 0.1 : 0.01;
        const to = { ArrowLeft: fraction - step, ArrowRight: fraction + step, Home: 0, End: 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        setWipeFraction(to);
      }}
      style={{ left: 0, top, height: Math.max(0, bottom - top) }}
      sx={(theme) => ({
        position: 'absolute',
        width: knobPx,
        cursor: 'ew-resize',
        touchAction: 'none',
        outline: 'none',
        '&::before': {
          content: '""',
          position: 'absolute',
          inset: `0 ${edgePx - 1}px`,
          backgroundColor: theme.palette.common.white,
          boxShadow: `0 0 0 1px ${theme.studio.picture}66`,
        },
        '&::after': {
          content: '""',
          position: 'absolute',
          top: `calc(50% - ${edgePx}px)`,
          left: 0,
          width: knobPx,
          height: knobPx,
          borderRadius: '50%',
          backgroundColor: theme.palette.common.white,
          backgroundImage: `linear-gradient(${theme.studio.picture}, ${theme.studio.picture}), linear-gradient(${theme.studio.picture}, ${theme.studio.picture})`,
          backgroundSize: '2px 10px',
          backgroundRepeat: 'no-repeat',
          backgroundPosition: '10px center, 16px center',
          boxShadow: '0 2px 10px rgb(0 0 0 / 50%)',
        },
        '&:focus-visible::after': { outline: `2px solid ${theme.studio.result}`, outlineOffset: 2 },
      })}
    />
  );
}
