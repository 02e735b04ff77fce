import ImageIcon from '@mui/icons-material/ImageOutlined';
import TableIcon from '@mui/icons-material/TableChartOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTheme } from '@mui/material/styles';
import { lazy, Suspense, useRef } from 'react';
import type { MetricFacts, Run, RunId } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProject, useRuns } from '../../engine/project-data.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { changeLayout } from '../../state/layout-store.ts';
import { useView } from '../../state/view-store.ts';
import { showRun } from '../jobs/show-run.ts';
import { measureRuns, useMeasuring } from './measuring.ts';
import { saveScatterNumbers, saveScatterPlot } from './save-plot.ts';
import { qualityChoices, scatterPoints, type Scatter } from './scatter-points.ts';
import { useScatter } from './scatter-store.ts';
import { ScatterRuns } from './ScatterRuns.tsx';

/** The charts come when a plot is looked at. */
const ScatterPlot = lazy(async () => ({ default: (await import('./ScatterPlot.tsx')).ScatterPlot }));

const plotHeight = 300;

/** How good against how steady, over all runs of the project: the paper's figure 10 of one's own results. */
export function ScatterDialog() {
  const open = useScatter((state) => state.open);
  const isOpen = useProject() !== null && open;
  const close = () => useScatter.setState({ open: false });
  return (
    <Dialog
      open={isOpen}
      onClose={close}
      aria-labelledby="scatter-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 720, maxHeight: 'calc(100% - 32px)' } } }}
    >
      <DialogTitle id="scatter-title">{t('scatter.title')}</DialogTitle>
      {isOpen && <Content onClose={close} />}
    </Dialog>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const metrics = useEngineQuery('metrics.list', {}, { staleMs: Infinity }).data?.metrics ?? [];
  const runs = useRuns(null);
  const asked = useScatter((state) => state.quality);
  const choices = qualityChoices(runs, metrics);
  const quality = choices.find(({ name }) => name === asked) ?? choices[0] ?? null;
  const warping = metrics.find(({ name }) => name === 'e-warp') ?? null;
  const segments = useProject()?.segments ?? [];
  const scatter = quality === null || warping === null ? null : scatterPoints(runs, { quality, warping, segments });
  return (
    <>
      <DialogContent sx={{ pt: 0 }}>
        {quality === null || warping === null || scatter === null ? (
          <Typography color="textSecondary">{runs.length === 0 ? t('scatter.noResults') : t('scatter.noneMeasured')}</Typography>
        ) : (
          <Plot quality={quality} warping={warping} scatter={scatter} choices={choices} onClose={onClose} />
        )}
        <Unmeasured runs={scatter?.without ?? runs} needsTruth={quality?.needs === 'reference'} />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('scatter.close')}
        </Button>
      </DialogActions>
    </>
  );
}

interface PlotProps {
  readonly quality: MetricFacts;
  readonly warping: MetricFacts;
  readonly scatter: Scatter;
  readonly choices: readonly MetricFacts[];
  readonly onClose: () => void;
}

function Plot({ quality, warping, scatter, choices, onClose }: PlotProps) {
  const { studio } = useTheme();
  const plot = useRef<HTMLDivElement>(null);
  const projectName = useProject()?.project.name;
  const cards = useEngineQuery('models.list', {}).data?.models ?? [];
  const modelName = (id: string) => cards.find((card) => card.id === id)?.name ?? id;
  const { points } = scatter;
  const models = [...new Set(points.map(({ modelId }) => modelId))].map((id, index) => ({
    ...{ id, name: modelName(id) },
    color: studio.curves[index % studio.curves.length] ?? studio.curves[0],
  }));
  const name = projectName ?? t('scatter.project');
  const goTo = (id: RunId) => {
    onClose();
    changeLayout({ inspectorShown: true });
    showRun(id);
    useView.getState().showInspector('analysis');
  };
  return (
    <Stack sx={{ gap: 3 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
        <Select
          size="small"
          value={quality.name}
          onChange={(event) => useScatter.setState({ quality: event.target.value })}
          SelectDisplayProps={{ 'aria-label': t('scatter.measure') }}
          sx={{ width: 280 }}
        >
          {choices.map((choice) => (
            <MenuItem key={choice.name} value={choice.name}>
              {said(choice.title)}
            </MenuItem>
          ))}
        </Select>
        <Box sx={{ flex: 1 }} />
        <IconAction
          label={t('scatter.savePlot')}
          reason={points.length === 0 ? t('scatter.noPlot') : null}
          onClick={() =>
            perform(() => saveScatterPlot(plot.current, { quality, warping, name, models: models.map((model) => model.name) }))
          }
        >
          <ImageIcon />
        </IconAction>
        <IconAction
          label={t('scatter.saveNumbers')}
          reason={points.length === 0 ? t('scatter.noNumbers') : null}
          onClick={() => saveScatterNumbers(scatter, { quality, warping, modelName, name })}
        >
          <TableIcon />
        </IconAction>
      </Stack>
      {points.length > 0 && (
        <>
          <Box ref={plot} data-scatter={quality.name} sx={{ minHeight: plotHeight }}>
            <Suspense fallback={<Box sx={{ height: plotHeight }} />}>
              <ScatterPlot height={plotHeight} quality={quality} warping={warping} models={models} points={points} onRun={goTo} />
            </Suspense>
          </Box>
          <ScatterRuns quality={quality} warping={warping} models={models} points={points} onRun={goTo} />
        </>
      )}
    </Stack>
  );
}

/** What is not in the plot, and the way to get it there. */
function Unmeasured({ runs, needsTruth }: { readonly runs: readonly Run[]; readonly needsTruth: boolean }) {
  const busy = useMeasuring((state) => state.now);
  if (runs.length === 0) return null;
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 3, mt: 3 }}>
      <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
        {[t('scatter.without', { count: runs.length }), ...(needsTruth ? [t('scatter.needsTruth')] : [])].join(' ')}
      </Typography>
      {!needsTruth && (
        <Button
          variant="outlined"
          disabled={busy !== null}
          onClick={() => perform(() => measureRuns(runs.map(({ id }) => ({ runId: id, metrics: null, referenceId: null }))))}
        >
          {busy === null ? t('scatter.measureThem') : t('scatter.measuring', { count: busy.left + 1 })}
        </Button>
      )}
    </Stack>
  );
}
