import { useTheme } from '@mui/material/styles';
import type { ScatterItemIdentifier } from '@mui/x-charts/models';
import { ScatterChart } from '@mui/x-charts/ScatterChart';
import type { MetricFacts, RunId } from '../../../native/contract/index.ts';
import { said } from '../../i18n/said.ts';
import { t, tickText } from '../../i18n/words.ts';
import { metricText } from './run-numbers.ts';
import type { ScatterPoint } from './scatter-points.ts';

interface ScatterPlotProps {
  readonly height: number;
  readonly quality: MetricFacts;
  readonly warping: MetricFacts;
  readonly models: readonly { readonly id: string; readonly name: string; readonly color: string }[];
  readonly points: readonly ScatterPoint[];
  readonly onRun: (id: RunId) => void;
}

/** A dot for each run, a colour for each model. A click goes to the run. */
export function ScatterPlot({ height, quality, warping, models, points, onRun }: ScatterPlotProps) {
  const theme = useTheme();
  const tickLabelStyle = { fontFamily: theme.fonts.mono, fontSize: 10, fill: theme.studio.faint };
  const labelStyle = { fontSize: 11, fill: theme.studio.faint };
  const axis = { labelStyle, domainLimit: roomAround, valueFormatter: tick, tickNumber: 6, tickLabelStyle, tickSize: 4 };
  const series = models.map(({ id, name, color }) => {
    const own = points.filter(({ modelId }) => modelId === id);
    return {
      id,
      label: name,
      color,
      markerSize: 5,
      data: own.map(({ runId, quality: x, warping: y }) => ({ id: runId, x, y })),
      valueFormatter: (_: unknown, { dataIndex }: { readonly dataIndex: number }) => {
        const point = own[dataIndex];
        return point === undefined
          ? ''
          : `${point.segmentName}, ${t('scatter.run', { number: point.number })}: ${metricText(point.quality)} · ${metricText(point.warping)}`;
      },
    };
  });
  return (
    <ScatterChart
      aria-label={t('scatter.plot', { quality: said(quality.title), warping: said(warping.title) })}
      height={height}
      hideLegend
      skipAnimation
      hitAreaRadius={32}
      margin={{ left: 0, right: 16, top: 10, bottom: 0 }}
      grid={{ horizontal: true, vertical: true }}
      xAxis={[{ ...axis, label: axisName(quality), height: 44 }]}
      yAxis={[{ ...axis, label: axisName(warping), width: 64 }]}
      series={series}
      onItemClick={(_event: unknown, item: ScatterItemIdentifier) => {
        const id = points.filter(({ modelId }) => modelId === item.seriesId)[item.dataIndex]?.runId;
        if (id !== undefined) onRun(id);
      }}
      sx={{
        cursor: 'pointer',
        '& .MuiChartsAxis-line, & .MuiChartsAxis-tick': { stroke: theme.studio.edge },
        '& .MuiChartsGrid-line': { stroke: theme.studio.line },
      }}
    />
  );
}

/** So that no dot lies on an edge, and one dot alone has an axis. */
function roomAround(least: { valueOf(): number }, most: { valueOf(): number }): { readonly min: number; readonly max: number } {
  const [low, high] = [Number(least), Number(most)];
  const room = high > low ? 0.08 * (high - low) : Math.abs(high) * 0.1 || 1;
  return { min: low - room, max: high + room };
}

function tick(value: number): string {
  return tickText(value, 4);
}

const arrows = { higher: ' →', lower: ' ↓', neither: '' } as const;

function axisName({ title, unit, better }: MetricFacts): string {
  return `${said(title)}${unit === '' ? '' : `, ${said(unit)}`}${arrows[better]}`;
}
