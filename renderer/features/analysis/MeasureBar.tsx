import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Segment } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { measureRuns, useMeasuring } from './measuring.ts';
import { isUnmeasured, type NumberedRun } from './run-numbers.ts';

/** Starts the measuring of the chosen runs, says how far it is, and stops it. */
export function MeasureBar({ segment, chosen }: { readonly segment: Segment; readonly chosen: readonly NumberedRun[] }) {
  const now = useMeasuring((state) => state.now);
  const referenceId = useMeasuring((state) => state.references.get(segment.id) ?? null);
  if (now !== null) return <Progress segment={segment} now={now} />;
  const fresh = chosen.filter(({ run }) => isUnmeasured(run));
  const wanted = fresh.length > 0 && referenceId === null ? fresh : chosen;
  const again = fresh.length === 0;
  const what = wanted.length === 1 ? t('analysis.oneRun', { number: wanted[0]!.number }) : t('analysis.runs', { wanted: wanted.length });
  return (
    <ActionButton
      variant={again ? 'outlined' : 'contained'}
      fullWidth
      reason={chosen.length === 0 ? t('analysis.chooseRunFirst') : null}
      hint={again ? t('analysis.allNumbersThereThey') : t('analysis.readsEveryFrameResult')}
      onClick={() => perform(() => measureRuns(wanted.map(({ run }) => ({ runId: run.id, metrics: null, referenceId }))))}
    >
      {again ? t('analysis.measureAgain') : t('analysis.measure', { what })}
    </ActionButton>
  );
}

interface ProgressProps {
  readonly segment: Segment;
  readonly now: NonNullable<ReturnType<typeof useMeasuring.getState>['now']>;
}

function Progress({ segment, now: { runId, done, total, left, stop } }: ProgressProps) {
  const runs = useRuns(segment.id);
  const index = runs.findIndex(({ id }) => id === runId);
  const name = index < 0 ? t('analysis.runAnotherSegment') : t('analysis.oneRun', { number: runs.length - index });
  const words = total === null ? t('analysis.openingClips') : t('analysis.frame', { done, total });
  return (
    <Stack sx={{ gap: 1 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 3 }}>
        <LinearProgress
          variant={total === null ? 'indeterminate' : 'determinate'}
          value={total === null ? 0 : (done / total) * 100}
          aria-label={t('analysis.measuring')}
          sx={{ flex: 1 }}
        />
        <Button variant="outlined" onClick={stop}>
          {t('common.cancel')}
        </Button>
      </Stack>
      <Typography variant="caption" color="textSecondary" noWrap role="status">
        {t('analysis.measuringOf', { name, words })}
        {left > 0 ? t('analysis.come', { left }) : ''}
      </Typography>
    </Stack>
  );
}
