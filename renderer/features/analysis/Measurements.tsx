import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import type { Segment } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { MeasureBar } from './MeasureBar.tsx';
import { MeasurementTable } from './MeasurementTable.tsx';
import { measureRuns, useMeasuring } from './measuring.ts';
import { MetricSection } from './MetricSection.tsx';
import { NotMeasured } from './NotMeasured.tsx';
import { ReferenceChoice } from './ReferenceChoice.tsx';
import { isUnmeasured, staleMetrics, type NumberedRun } from './run-numbers.ts';

interface MeasurementsProps {
  readonly clip: Clip;
  readonly segment: Segment;
  readonly chosen: readonly NumberedRun[];
}

/** The numbers of the chosen runs: a plot over time, the worst moments, and a table of whole clips. */
export function Measurements({ clip, segment, chosen }: MeasurementsProps) {
  const list = useEngineQuery('metrics.list', {}, { staleMs: Infinity }).data;
  const plotted = useView((view) => view.plottedMetric);
  useFreshNumbers(chosen);
  if (list === undefined) return null;
  const facts = list.metrics.find(({ name }) => name === plotted) ?? null;
  const measured = chosen.filter(({ run }) => !isUnmeasured(run));
  return (
    <Stack sx={{ gap: 3 }}>
      <ReferenceChoice segment={segment} chosen={chosen} />
      <MeasureBar segment={segment} chosen={chosen} />
      {measured.length === 0 && chosen.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('analysis.numbersEveryFrameHow')}
        </Typography>
      )}
      {measured.length > 0 && facts !== null && (
        <>
          <MetricSection clip={clip} segment={segment} facts={facts} metrics={list.metrics} runs={measured} />
          <MeasurementTable metrics={list.metrics} runs={measured} plotted={plotted} />
        </>
      )}
      {chosen.length > 0 && (
        <Box>
          <NotMeasured list={list} runs={chosen} />
        </Box>
      )}
    </Stack>
  );
}

/** What older versions found is measured again when it is looked at, unless the user stopped that. */
function useFreshNumbers(chosen: readonly NumberedRun[]): void {
  const metrics = useEngineQuery('metrics.list', {}, { staleMs: Infinity }).data?.metrics ?? null;
  const idle = useMeasuring((state) => state.now === null);
  const stopped = useMeasuring((state) => state.stopped);
  useEffect(() => {
    if (metrics === null || !idle) return;
    const stale = chosen
      .filter(({ run }) => !stopped.has(run.id))
      .map(({ run }) => ({ runId: run.id, metrics: staleMetrics(run, metrics), referenceId: null }))
      .filter(({ metrics: names }) => names.length > 0);
    if (stale.length > 0) perform(() => measureRuns(stale));
  }, [chosen, metrics, idle, stopped]);
}
