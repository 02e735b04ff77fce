import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import type { MetricFacts, RunId } from '../../../native/contract/index.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { metricText } from './run-numbers.ts';
import type { ScatterPoint } from './scatter-points.ts';

interface ScatterRunsProps {
  readonly quality: MetricFacts;
  readonly warping: MetricFacts;
  readonly models: readonly { readonly id: string; readonly name: string; readonly color: string }[];
  readonly points: readonly ScatterPoint[];
  readonly onRun: (id: RunId) => void;
}

/** The dots as lines, for who reads or goes by keyboard; it says which colour is which model. */
export function ScatterRuns({ quality, warping, models, points, onRun }: ScatterRunsProps) {
  const columns = '16px minmax(0, 1.2fr) minmax(0, 1fr) 148px 120px';
  return (
    <Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: columns, gap: 2, px: 2, pb: 1 }} aria-hidden>
        <span />
        {[t('scatter.result'), t('scatter.model'), said(quality.title), said(warping.title)].map((title, index) => (
          <Typography key={title} variant="caption" color="textSecondary" noWrap sx={{ textAlign: index > 1 ? 'right' : 'left' }}>
            {title}
          </Typography>
        ))}
      </Box>
      <Box role="list" aria-label={t('scatter.results')} sx={{ maxHeight: 5 * 28, overflow: 'auto' }}>
        {points.map((point) => {
          const model = models.find(({ id }) => id === point.modelId);
          const where = `${point.segmentName} · ${t('scatter.run', { number: point.number })}`;
          return (
            <Box role="listitem" key={point.runId}>
              <ButtonBase
                onClick={() => onRun(point.runId)}
                aria-label={`${where}, ${model?.name ?? point.modelId}: ${said(quality.title)} ${metricText(point.quality)}, ${said(warping.title)} ${metricText(point.warping)}`}
                sx={(theme) => ({
                  ...{ display: 'grid', gridTemplateColumns: columns, gap: 2, width: '100%', height: 28, px: 2, alignItems: 'center' },
                  ...{ textAlign: 'left', borderTop: `1px solid ${theme.studio.line}` },
                  '&:hover': { backgroundColor: theme.studio.hover },
                })}
              >
                <Box sx={{ width: 10, height: 10, borderRadius: '5px', backgroundColor: model?.color }} />
                <Typography variant="body2" noWrap>
                  {where}
                </Typography>
                <Typography variant="body2" color="textSecondary" noWrap>
                  {model?.name ?? point.modelId}
                </Typography>
                {[point.quality, point.warping].map((value, index) => (
                  <Typography key={index} variant="body2" noWrap sx={(theme) => ({ fontFamily: theme.fonts.mono, textAlign: 'right' })}>
                    {metricText(value)}
                  </Typography>
                ))}
              </ButtonBase>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
