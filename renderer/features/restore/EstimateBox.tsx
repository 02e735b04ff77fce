import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Segment } from '../../../native/contract/index.ts';
import { bytesText, countText, durationText } from '../../components/quantity-words.ts';
import { errorMessage, useEngineQuery } from '../../engine/engine-client.ts';
import { useProject } from '../../engine/project-data.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';

/** What restoring would take, and what that is known from. */
export function EstimateBox({ segment }: { readonly segment: Segment }) {
  const projectId = useProject()?.head.id;
  const estimate = useEngineQuery(
    'restore.estimate',
    projectId === undefined ? null : { projectId, segmentId: segment.id, recipe: segment.recipe, output: segment.output },
    { keepPrevious: true },
  );
  const { data } = estimate;
  if (estimate.isError) {
    return (
      <Typography variant="body2" color="error" role="alert">
        {errorMessage(estimate.error)}
      </Typography>
    );
  }
  const figures = [
    {
      label: t('restore.time'),
      value: data === undefined ? null : data.timeMs === null ? t('restore.notKnown') : durationText(data.timeMs),
    },
    { label: t('restore.memory'), value: data === undefined ? null : bytesText(data.memoryBytes) },
    { label: t('restore.disk'), value: data === undefined ? null : bytesText(data.diskBytes) },
  ];
  return (
    <Box aria-live="polite" aria-label={t('restore.estimate')} role="group">
      <Box
        sx={(theme) => ({
          display: 'grid',
          gridTemplateColumns: 'repeat(3, 1fr)',
          gap: '1px',
          backgroundColor: theme.studio.line,
          border: `1px solid ${theme.studio.line}`,
          borderRadius: `${theme.sizes.radius}px`,
          overflow: 'hidden',
        })}
      >
        {figures.map(({ label, value }) => (
          <Box key={label} sx={(theme) => ({ backgroundColor: theme.studio.field, px: 2.5, py: 2 })}>
            <Typography variant="caption" component="div" color="textDisabled">
              {label}
            </Typography>
            <Typography noWrap sx={{ fontVariantNumeric: 'tabular-nums', opacity: estimate.isPlaceholderData ? 0.6 : 1 }}>
              {value ?? '…'}
            </Typography>
          </Box>
        ))}
      </Box>
      {data !== undefined && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0, mt: 1.5 }}>
          {t('restore.on', {
            counted: countText(data.frames, 'frame'),
            outputWidth: data.outputWidth,
            outputHeight: data.outputHeight,
            device: said(data.device.name),
          })}
          {data.diffusion !== null &&
            t('restore.cacheForResume', {
              counted: countText(data.diffusion.windows, 'window'),
              counted2: countText(data.diffusion.denoiserCalls, 'model call'),
              keptBytes: bytesText(data.diffusion.keptBytes),
            })}
          {data.basis === 'measured' ? t('restore.fromRunsMeasuredHere') : t('restore.assumedNoRunMeasured')}
        </Typography>
      )}
    </Box>
  );
}
