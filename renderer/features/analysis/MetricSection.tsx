import TableIcon from '@mui/icons-material/TableChartOutlined';
import ImageIcon from '@mui/icons-material/ImageOutlined';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useRef } from 'react';
import type { MetricFacts, Segment } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProject } from '../../engine/project-data.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { resultOf, type NumberedRun } from './run-numbers.ts';
import { saveNumbers, savePlot } from './save-plot.ts';
import { useRunSeries } from './use-run-series.ts';
import { WorstMoments } from './WorstMoments.tsx';

/** The charts are a third of the rest of the window's code: they come when a plot is looked at. */
const MetricPlot = lazy(async () => ({ default: (await import('./MetricPlot.tsx')).MetricPlot }));

const plotHeight = 152;

interface MetricSectionProps {
  readonly clip: Clip;
  readonly segment: Segment;
  readonly facts: MetricFacts;
  readonly metrics: readonly MetricFacts[];
  readonly runs: readonly NumberedRun[];
}

/** One measure over time: which, its plot, its worst moments, and the ways into files. */
export function MetricSection({ clip, segment, facts, metrics, runs }: MetricSectionProps) {
  const plot = useRef<HTMLDivElement>(null);
  const series = useRunSeries(runs, facts);
  const open = useProject();
  const first = runs[0]?.run ?? null;
  const marks = useEngineQuery(
    'run.windows',
    open === null || first === null ? null : { projectId: open.head.id, id: first.id, range: first.range },
    { staleMs: Infinity },
  ).data;
  const error = series.find((one) => one.error !== null)?.error ?? null;
  const ready = series.filter((one) => one.values !== null);
  const plottable = metrics.filter(({ name }) => runs.some(({ run }) => resultOf(run, name) !== null));
  return (
    <Box>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, mb: 1 }}>
        <Select
          size="small"
          value={plottable.some(({ name }) => name === facts.name) ? facts.name : ''}
          displayEmpty
          onChange={(event) => useView.getState().plotMetric(event.target.value)}
          SelectDisplayProps={{ 'aria-label': t('analysis.measurePlot') }}
          sx={{ flex: 1, minWidth: 0 }}
        >
          {!plottable.some(({ name }) => name === facts.name) && <MenuItem value="">{said(facts.title)}</MenuItem>}
          {plottable.map(({ name, title }) => (
            <MenuItem key={name} value={name}>
              {said(title)}
            </MenuItem>
          ))}
        </Select>
        <IconAction
          label={t('analysis.savePlotAsPNG')}
          reason={ready.length === 0 ? t('analysis.thereNoPlotYet') : null}
          onClick={() => perform(() => savePlot(plot.current, { facts, runs: ready, name: segment.name }))}
        >
          <ImageIcon />
        </IconAction>
        <IconAction
          label={t('analysis.saveNumbersAsCSV')}
          onClick={() => perform(() => saveNumbers({ runs, metrics, clip, name: segment.name }))}
        >
          <TableIcon />
        </IconAction>
      </Stack>
      <Box ref={plot} sx={{ minHeight: plotHeight }}>
        {ready.length > 0 && (
          <Suspense fallback={<Box sx={{ height: plotHeight }} />}>
            <MetricPlot height={plotHeight} clip={clip} facts={facts} series={ready} marks={marks ?? null} />
          </Suspense>
        )}
        {ready.length === 0 && (
          <Typography variant="body2" color={error === null ? 'textSecondary' : 'warning'} sx={{ pt: 2 }}>
            {error === null
              ? series.length === 0
                ? t('analysis.notMeasuredTheseRuns', { title: said(facts.title) })
                : t('analysis.readingNumbers')
              : error.message}
          </Typography>
        )}
      </Box>
      {ready.length > 0 && <WorstMoments clip={clip} facts={facts} series={ready} cuts={marks?.cuts ?? []} />}
    </Box>
  );
}
