import MovieFilterIcon from '@mui/icons-material/MovieFilterOutlined';
import Box from '@mui/material/Box';
import { useShallow } from 'zustand/react/shallow';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProject, useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { activeSegments } from '../restore/restore-selection.ts';
import { RunRow } from './RunRow.tsx';

/** The runs of the selected segment, starred ones first, then the newest. */
export function ResultsPanel() {
  const open = useProject();
  const selection = useView(useShallow((view) => ({ selectedSegmentIds: view.selectedSegmentIds, selectedAssetId: view.selectedAssetId })));
  const segment = activeSegments(open, selection)[0] ?? null;
  const runs = useRuns(segment?.id ?? null);
  const compared = useView((view) => view.comparedRunId);
  const models = useEngineQuery('models.list', {}).data?.models ?? [];

  if (segment === null) {
    return (
      <EmptyState icon={<MovieFilterIcon />} title={t('results.noSegmentSelected')}>
        {t('results.selectSegmentOnTimeline')}
      </EmptyState>
    );
  }
  if (runs.length === 0) {
    return (
      <EmptyState icon={<MovieFilterIcon />} title={t('results.noResultsYet')}>
        {t('results.previewFewFramesOr')}
      </EmptyState>
    );
  }
  const shown = compared ?? runs[0]?.id;
  const ordered = [...runs].sort((a, b) => Number(b.starred) - Number(a.starred));
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      <PanelHeading id="results-heading">{t('results.results', { segment: segment.name })}</PanelHeading>
      <Box role="list" aria-labelledby="results-heading" sx={{ flex: 1, overflow: 'auto' }}>
        {ordered.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            previous={runs[runs.indexOf(run) + 1] ?? null}
            number={runs.length - runs.indexOf(run)}
            models={models}
            shown={run.id === shown}
          />
        ))}
      </Box>
    </Box>
  );
}
