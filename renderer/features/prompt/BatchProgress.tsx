import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useProject } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import type { Batch } from './describing.ts';

/** How far a description of many segments is. */
export function BatchProgress({ batch }: { readonly batch: Batch }) {
  const { done, failed, total, segmentId, stop } = batch;
  const name = useProject()?.segments.find(({ id }) => id === segmentId)?.name;
  return (
    <Stack sx={{ gap: 2 }}>
      <Typography variant="body2" role="status" noWrap>
        {t('prompt.describing', { number: Math.min(done + 1, total), total })}
        {name === undefined ? '' : ` · ${name}`}
      </Typography>
      <LinearProgress variant="determinate" value={total === 0 ? 100 : (done / total) * 100} aria-label={t('prompt.segmentsDescribed')} />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
        <Button variant="outlined" onClick={stop}>
          {t('common.stop')}
        </Button>
        {failed > 0 && (
          <Typography variant="caption" color="warning">
            {t('prompt.failed', { failed })}
          </Typography>
        )}
      </Stack>
    </Stack>
  );
}
