import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Segment } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useRuns } from '../../engine/project-data.ts';
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
  const what = wanted.length === 1 ? `run ${wanted[0]!.number}` : `${wanted.length} runs`;
  return (
    <ActionButton
      variant={again ? 'outlined' : 'contained'}
      fullWidth
      reason={chosen.length === 0 ? 'Choose a run first.' : null}
      hint={again ? 'All numbers are there. They are computed anew.' : 'Reads every frame of the result and of its source'}
      onClick={() => perform(() => measureRuns(wanted.map(({ run }) => ({ runId: run.id, metrics: null, referenceId }))))}
    >
      {again ? 'Measure again' : `Measure ${what}`}
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
  const name = index < 0 ? 'a run of another segment' : `run ${runs.length - index}`;
  const words = total === null ? 'opening the clips' : `frame ${done} of ${total}`;
  return (
    <Stack sx={{ gap: 1 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 3 }}>
        <LinearProgress
          variant={total === null ? 'indeterminate' : 'determinate'}
          value={total === null ? 0 : (done / total) * 100}
          aria-label="Measuring"
          sx={{ flex: 1 }}
        />
        <Button variant="outlined" onClick={stop}>
          Cancel
        </Button>
      </Stack>
      <Typography variant="caption" color="textSecondary" noWrap role="status">
        Measuring {name}, {words}
        {left > 0 ? `, ${left} to come` : ''}
      </Typography>
    </Stack>
  );
}
