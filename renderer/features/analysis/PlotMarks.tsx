import { useTheme } from '@mui/material/styles';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { useDrawingArea, useXScale } from '@mui/x-charts/hooks';
import type { RunWindows } from '../../../native/contract/index.ts';
import { useView } from '../../state/view-store.ts';
import { t } from '../../i18n/words.ts';

/** Windows closer than this would be a hatching. */
const leastStridePx = 5;

/** Where windows of the model begin, dashed; and cuts. Inside of a chart. */
export function WindowAndCutMarks({ marks }: { readonly marks: RunWindows | null }) {
  const { studio } = useTheme();
  const x = useXScale<'linear'>();
  if (marks === null) return null;
  const starts = marks.windows?.starts ?? [];
  const stride = marks.windows === null ? 0 : marks.windows.length - marks.windows.overlap;
  const windowsFit = Math.abs(x(stride) - x(0)) >= leastStridePx;
  return (
    <>
      {windowsFit &&
        starts.map((start) => (
          <ChartsReferenceLine
            key={t('analysis.window', { start })}
            x={start}
            lineStyle={{ stroke: studio.result, strokeOpacity: 0.45, strokeWidth: 1, strokeDasharray: '2 3' }}
          />
        ))}
      {marks.cuts.map((cut) => (
        <ChartsReferenceLine key={t('analysis.cut', { cut })} x={cut} lineStyle={{ stroke: studio.warn, strokeWidth: 1.5 }} />
      ))}
    </>
  );
}

/** Where the playhead is. Drawn by itself, so that the chart is not drawn anew with every frame. */
export function PlayheadMark() {
  const { studio } = useTheme();
  const frame = useView((view) => view.playheadFrame);
  const { left, width, top, height } = useDrawingArea();
  const at = useXScale<'linear'>()(frame);
  if (at < left || at > left + width) return null;
  return <line data-playhead={frame} x1={at} x2={at} y1={top} y2={top + height} stroke={studio.playhead} strokeWidth={1} />;
}
