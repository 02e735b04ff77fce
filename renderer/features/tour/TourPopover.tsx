import GlobalStyles from '@mui/material/GlobalStyles';
import Popper, { type PopperProps } from '@mui/material/Popper';
import { useCallback, useEffect, useRef } from 'react';
import { useProject } from '../../engine/project-data.ts';
import { TourCard } from './TourCard.tsx';
import { tourSteps, useTourFacts, type TourStep } from './tour-steps.ts';
import { endTour, useTour } from './tour-store.ts';
import { useAnchor } from './use-anchor.ts';

/** The tour, where it is on: it points at the real controls, which work as ever. It ends with its project. */
export function TourPopover() {
  const { projectId, step } = useTour();
  const here = useProject()?.head.id ?? null;
  const on = projectId !== null && projectId === here;
  useEffect(() => {
    if (projectId !== null && !on) endTour();
  }, [projectId, on]);
  const shown = tourSteps[step];
  return on && shown !== undefined ? <PointedAt step={shown} number={step} /> : null;
}

function PointedAt({ step, number }: { readonly step: TourStep; readonly number: number }) {
  const popper = useRef<NonNullable<Extract<PopperProps['popperRef'], { current: unknown }>['current']>>(null);
  const moved = useCallback(() => void popper.current?.update(), []);
  const anchor = useAnchor(step.anchors, moved);
  const facts = useTourFacts();
  useEffect(() => step.prepare(), [step]);
  useEscape();
  if (anchor === null) return null;
  return (
    <>
      <GlobalStyles
        styles={(theme) => ({
          [`:is(${step.ringed.map((name) => `[data-tour="${name}"]`).join()})`]: {
            position: 'relative',
            // Over whatever is inside; an outline would lie under it.
            '&::after': {
              ...{ content: '""', position: 'absolute', inset: 0, zIndex: 5, pointerEvents: 'none', borderRadius: 'inherit' },
              border: `2px solid ${theme.studio.result}`,
            },
          },
          // Words begin at its very edge.
          '[data-tour="prompt"]::after': { inset: '-4px !important', borderRadius: '6px !important' },
        })}
      />
      <Popper
        open
        anchorEl={anchor}
        popperRef={popper}
        placement={step.placement}
        modifiers={[
          { name: 'offset', options: { offset: [0, 12] } },
          { name: 'preventOverflow', options: { padding: 8, altAxis: true, tether: false } },
        ]}
        // Over the studio, under menus and dialogs.
        sx={(theme) => ({ zIndex: theme.zIndex.modal - 10 })}
      >
        <TourCard step={step} number={number} facts={facts} anchor={anchor} />
      </Popper>
    </>
  );
}

/** Ends the tour, unless something else is to be ended first: a menu, a dialog, typing, a drag. */
function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(':is(.MuiModal-root,input,textarea)') !== null) return;
      endTour();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
