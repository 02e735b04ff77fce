import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { useView } from '../../state/view-store.ts';
import { percentScale, scaleOfZoom, type Place, type StageFacts } from './picture-place.ts';
import type { Arrangement } from './view-mode.ts';

/** Across, in CSS pixels. */
const glassPx = 208;
/** Hundredths of a screen pixel per pixel of the sharpest picture; never less than twice what the stage shows. */
const glassPercent = 300;

interface LoupeProps {
  readonly a: { readonly url: string } | null;
  readonly b: { readonly url: string } | null;
  readonly seen: Arrangement;
  readonly place: Place;
  readonly facts: StageFacts;
}

/** A round glass at the pointer. Where both pictures are on the stage its left half is A and its right half B, of the same spot. */
export function Loupe({ a, b, seen, place, facts }: LoupeProps) {
  const on = useView((view) => view.loupe);
  return on ? <Glass a={a} b={b} seen={seen} place={place} facts={facts} /> : null;
}

function Glass({ a, b, seen, place, facts }: LoupeProps) {
  const glass = useRef<HTMLDivElement>(null);
  const zoom = useView((view) => view.viewerZoom);
  const scale = scaleOfZoom(zoom, facts);
  const growth = Math.max(percentScale(glassPercent, facts), 2 * scale) / scale;
  const { left, top, width, height } = place;
  const pane = facts.stage.width;
  const { as } = seen;

  useEffect(() => {
    const { current } = glass;
    const stage = current?.parentElement ?? null;
    if (current === null || stage === null) return;
    const move = (event: PointerEvent) => {
      const box = stage.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      // Side by side, the same spot is looked at in whichever picture the pointer is.
      const [inX, inY] = [(as === 'beside' ? x % pane : x) - left, y - top];
      const inside = inX >= 0 && inY >= 0 && inX < width && inY < height;
      current.style.visibility = inside ? 'visible' : 'hidden';
      current.style.transform = `translate(${x - glassPx / 2}px, ${y - glassPx / 2}px)`;
      current.style.setProperty('--x', `${glassPx / 2 - inX * growth}px`);
      current.style.setProperty('--y', `${glassPx / 2 - inY * growth}px`);
    };
    const leave = () => (current.style.visibility = 'hidden');
    stage.addEventListener('pointermove', move);
    stage.addEventListener('pointerleave', leave);
    return () => {
      stage.removeEventListener('pointermove', move);
      stage.removeEventListener('pointerleave', leave);
    };
  }, [as, pane, left, top, width, height, growth]);

  const both = a !== null && b !== null;
  const picture = { width: width * growth, height: height * growth };
  return (
    <Box
      ref={glass}
      data-loupe
      aria-hidden
      sx={(theme) => ({
        position: 'absolute',
        top: 0,
        left: 0,
        zIndex: 3,
        width: glassPx,
        height: glassPx,
        visibility: 'hidden',
        overflow: 'hidden',
        pointerEvents: 'none',
        borderRadius: '50%',
        backgroundColor: theme.studio.picture,
        border: `2px solid ${theme.palette.common.white}`,
        boxShadow: '0 4px 24px rgb(0 0 0 / 60%)',
        '& img': {
          position: 'absolute',
          top: 0,
          left: 0,
          maxWidth: 'none',
          transform: 'translate(var(--x), var(--y))',
          imageRendering: 'pixelated',
        },
        '& .half': { position: 'absolute', inset: 0 },
        '& .line': {
          position: 'absolute',
          top: 0,
          bottom: 0,
          left: glassPx / 2 - 2,
          width: '1px',
          backgroundColor: theme.palette.common.white,
        },
      })}
    >
      {a !== null && (
        <div className="half">
          <img src={a.url} alt="" style={picture} />
        </div>
      )}
      {b !== null && (
        <div className="half" style={both ? { clipPath: 'inset(0 0 0 50%)' } : {}}>
          <img src={b.url} alt="" style={picture} />
        </div>
      )}
      {both && <div className="line" />}
    </Box>
  );
}
