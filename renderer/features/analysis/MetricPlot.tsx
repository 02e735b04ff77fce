import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { LineChart } from '@mui/x-charts/LineChart';
import type { MetricFacts, RunWindows } from '../../../native/contract/index.ts';
import { said } from '../../i18n/said.ts';
import { t, tickText } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { seekTo, type Clip } from '../timeline/current-clip.ts';
import { formatTime } from '../timeline/timecode.ts';
import { curveStyle } from './CurveSwatch.tsx';
import { PlayheadMark, WindowAndCutMarks } from './PlotMarks.tsx';
import { plotPoints } from './plot-points.ts';
import { metricText } from './run-numbers.ts';
import type { RunSeries } from './use-run-series.ts';

/** Points side by side: more cannot be told apart. */
const mostPieces = 300;

interface MetricPlotProps {
  readonly height: number;
  readonly clip: Clip;
  readonly facts: MetricFacts;
  readonly series: readonly RunSeries[];
  readonly marks: RunWindows | null;
}

/** Numbers of frames over the time of the source, a line for each run. A click goes to the frame. */
export function MetricPlot({ height, clip, facts, series, marks }: MetricPlotProps) {
  const theme = useTheme();
  const display = useView((view) => view.timeDisplay);
  const points = plotPoints(
    series.map(({ run, values }) => ({ startFrame: run.range.startFrame, values: values ?? [] })),
    mostPieces,
  );
  const styles = series.map(({ number }) => curveStyle(number, theme));
  const goTo = (frame: number) => {
    useView.getState().setPlaying(false);
    seekTo(frame);
  };
  const time = (frame: number) => formatTime(Math.round(frame), clip.clock, display);
  const dashes = Object.fromEntries(
    series.map(({ run }, index) => [`& [data-series="${run.id}"]`, { strokeDasharray: styles[index]!.dash, strokeWidth: 1.5 }]),
  );
  return (
    <Box data-plot={facts.name} sx={{ cursor: 'crosshair', mx: -1, ...dashes }}>
      <LineChart
        aria-label={t('analysis.everyFrameClickGoes', { title: said(facts.title) })}
        height={height}
        hideLegend
        skipAnimation
        margin={{ left: 0, right: 12, top: 10, bottom: 0 }}
        grid={{ horizontal: true }}
        xAxis={[
          {
            data: [...points.frames],
            scaleType: 'linear',
            min: points.frames[0] ?? 0,
            max: points.frames.at(-1) ?? 1,
            valueFormatter: (frame: number) => time(frame),
            tickNumber: 3,
            tickMinStep: 1,
            tickLabelStyle: { fontFamily: theme.fonts.mono, fontSize: 10, fill: theme.studio.faint },
            height: 22,
            tickSize: 4,
          },
        ]}
        yAxis={[
          {
            width: 46,
            tickNumber: 4,
            valueFormatter: (value: number) => metricTick(value),
            tickLabelStyle: { fontFamily: theme.fonts.mono, fontSize: 10, fill: theme.studio.faint },
            tickSize: 3,
            disableLine: true,
          },
        ]}
        series={series.map(({ run, number }, index) => ({
          id: run.id,
          label: t('analysis.run', { number }),
          data: [...(points.series[index] ?? [])],
          color: styles[index]!.color,
          showMark: false,
          curve: 'linear' as const,
          valueFormatter: (value: number | null) =>
            value === null ? t('analysis.none') : `${metricText(value)} ${said(facts.frameUnit)}`.trim(),
        }))}
        onAxisClick={(_event, data) => typeof data?.axisValue === 'number' && goTo(data.axisValue)}
        slotProps={{ tooltip: { trigger: 'axis' } }}
        sx={{
          '& .MuiChartsAxis-line, & .MuiChartsAxis-tick': { stroke: theme.studio.edge },
          '& .MuiChartsGrid-line': { stroke: theme.studio.line },
        }}
      >
        <WindowAndCutMarks marks={marks} />
        <PlayheadMark />
      </LineChart>
    </Box>
  );
}

function metricTick(value: number): string {
  return tickText(value, 3);
}
