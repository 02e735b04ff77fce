import CheckIcon from '@mui/icons-material/CheckCircleOutlineRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useLayoutEffect, useRef } from 'react';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { CommandKeys } from '../../components/CommandKeys.tsx';
import { t } from '../../i18n/words.ts';
import { tourSteps, type TourFacts, type TourStep } from './tour-steps.ts';
import { endTour, useTour } from './tour-store.ts';

interface TourCardProps {
  readonly step: TourStep;
  /** Counted from 0. */
  readonly number: number;
  readonly facts: TourFacts;
  /** What it points at. */
  readonly anchor: HTMLElement;
}

/**
 * One step in words, with a button that does it. It is no modal dialog: the studio's keys work while the keyboard is here, and Enter goes on.
 */
export function TourCard({ step, number, facts, anchor }: TourCardProps) {
  const card = useRef<HTMLDivElement>(null);
  const pointedAt = useRef(anchor);
  useLayoutEffect(() => {
    pointedAt.current = anchor;
  }, [anchor]);
  useLayoutEffect(() => {
    const here = card.current;
    here?.focus({ preventScroll: true });
    return () => {
      // At the end the keyboard goes on where the card pointed.
      if (here?.contains(document.activeElement) === true) firstControl(pointedAt.current)?.focus({ preventScroll: true });
    };
  }, []);
  const last = number === tourSteps.length - 1;
  const go = (by: 1 | -1) => (last && by === 1 ? endTour() : useTour.setState({ step: number + by }));
  const { action } = step;
  const cannotGoBack = number === 0 ? t('tour.isFirst') : null;
  return (
    <Box
      ref={card}
      role="dialog"
      aria-modal="false"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.preventDefault();
        go(1);
      }}
      sx={(theme) => ({
        width: 340,
        maxWidth: 'calc(100vw - 16px)',
        p: 4,
        borderRadius: `${theme.sizes.cardRadius}px`,
        border: `1px solid ${theme.studio.result}`,
        backgroundColor: theme.studio.raised,
        boxShadow: '0 12px 40px rgb(0 0 0 / 45%)',
      })}
    >
      <Steps number={number} />
      <Box aria-live="polite">
        <Typography variant="body2" color="textSecondary">
          {t('tour.step', { number: number + 1, count: tourSteps.length })}
        </Typography>
        <Typography variant="h2" id="tour-title" sx={{ mt: 0.5, mb: 1.5 }}>
          {t(`tour.${step.name}Title`)}
        </Typography>
        <Typography id="tour-text" sx={{ textWrap: 'pretty' }}>
          {t(`tour.${step.name}Text`)}
        </Typography>
      </Box>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2.5, mt: 3, minHeight: 30 }}>
        <ActionButton variant="outlined" reason={action.reason(facts)} onClick={() => run(action.run)}>
          {t(`tour.${step.name}Action`)}
        </ActionButton>
        {action.command !== undefined && <CommandKeys id={action.command} />}
        <Box role="status" sx={{ ml: 'auto' }}>
          {step.done(facts) && (
            <Typography variant="body2" color="success" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
              <CheckIcon sx={{ fontSize: 16 }} />
              {t('tour.done')}
            </Typography>
          )}
        </Box>
      </Stack>
      <Stack direction="row" sx={(theme) => ({ alignItems: 'center', gap: 2, mt: 4, pt: 3, borderTop: `1px solid ${theme.studio.line}` })}>
        <Button variant="text" onClick={endTour} sx={{ ml: -2, mr: 'auto' }}>
          {last ? t('tour.end') : t('tour.skip')}
        </Button>
        <ActionButton variant="outlined" reason={cannotGoBack} onClick={() => go(-1)}>
          {t('tour.back')}
        </ActionButton>
        <Button variant="contained" onClick={() => go(1)}>
          {last ? t('tour.finish') : t('tour.next')}
        </Button>
      </Stack>
    </Box>
  );
}

function firstControl(place: HTMLElement): HTMLElement | null {
  return place.matches('button') ? place : place.querySelector<HTMLElement>('button:not([tabindex="-1"], :disabled), [tabindex="0"]');
}

/** A bar for each step, those behind and the present one lit. The words below say the same. */
function Steps({ number }: { readonly number: number }) {
  return (
    <Stack aria-hidden direction="row" sx={{ gap: 1, mb: 3 }}>
      {tourSteps.map(({ name }, index) => (
        <Box
          key={name}
          sx={(theme) => ({
            flex: 1,
            height: 3,
            borderRadius: '2px',
            backgroundColor: index <= number ? theme.studio.result : theme.studio.edge,
          })}
        />
      ))}
    </Stack>
  );
}
