import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Run, RunId, Segment } from '../../../native/contract/index.ts';
import { TickBox } from '../../components/TickBox.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { runTitle } from '../results/run-words.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { useComparedRun } from '../viewer/viewer-facts.ts';
import { CurveSwatch } from './CurveSwatch.tsx';
import { runsWithLane } from './profile-lanes.ts';
import { numbered, type NumberedRun } from './run-numbers.ts';

/** The runs that are looked at: in the plot, in the table and as lanes of the profile. Oldest first. */
export function useChosenRuns(clip: Clip, segment: Segment): readonly NumberedRun[] {
  const runs = useRuns(segment.id);
  const chosen = useView((view) => view.profile.runIds);
  const compared = useComparedRun(clip);
  return numbered(runs, runsWithLane({ runs, chosen, compared }));
}

export function RunChoices({ segment, chosen }: { readonly segment: Segment; readonly chosen: readonly NumberedRun[] }) {
  const runs = useRuns(segment.id);
  const models = useEngineQuery('models.list', {}).data?.models ?? [];
  const shown = chosen.map(({ run }) => run.id);
  const toggle = (id: RunId) =>
    useView.getState().setProfile({ runIds: shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id] });
  return (
    <Box role="group" aria-label={t('analysis.runsLookAt')} sx={{ maxHeight: 28 * 5, overflow: 'auto' }}>
      {numbered(runs, runs).map(({ run, number }) => (
        <RunChoice
          key={run.id}
          run={run}
          number={number}
          detail={runTitle(run, models)}
          checked={shown.includes(run.id)}
          onToggle={() => toggle(run.id)}
        />
      ))}
    </Box>
  );
}

interface RunChoiceProps {
  readonly run: Run;
  readonly number: number;
  readonly detail: string;
  readonly checked: boolean;
  readonly onToggle: () => void;
}

function RunChoice({ run, number, detail, checked, onToggle }: RunChoiceProps) {
  return (
    <Stack component="label" direction="row" sx={{ alignItems: 'center', gap: 2, minHeight: 28, cursor: 'pointer' }}>
      <TickBox label={t('analysis.showRun', { number })} checked={checked} onTurn={onToggle} />
      <Typography noWrap sx={{ flex: 'none', color: checked ? 'text.primary' : 'text.secondary' }}>
        {t('analysis.run', { number })}
        {run.purpose === 'preview' ? ` · ${t('analysis.preview')}` : ''}
      </Typography>
      <Typography variant="body2" color="textSecondary" noWrap sx={{ minWidth: 0, flex: 1 }}>
        {detail}
      </Typography>
      {checked && <CurveSwatch number={number} />}
    </Stack>
  );
}
