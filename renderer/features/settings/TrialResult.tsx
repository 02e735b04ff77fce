import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { MethodOutput } from '../../../native/contract/index.ts';
import { durationText } from '../../components/quantity-words.ts';
import { usePictureUrl } from '../../engine/pictures.ts';
import { t } from '../../i18n/words.ts';

export type Trial =
  | { readonly status: 'asking'; readonly stop: () => void }
  | ({ readonly status: 'answered' } & MethodOutput<'caption.try'>)
  | { readonly status: 'failed'; readonly message: string };

/** What the endpoint made of the colour bars. */
export function TrialResult({ trial }: { readonly trial: Trial }) {
  const url = usePictureUrl(trial.status === 'answered' ? trial.picture : undefined);
  return (
    <Stack
      direction="row"
      role="status"
      ref={(element: HTMLElement | null) => {
        element?.scrollIntoView({ block: 'nearest' });
      }}
      sx={(theme) => ({
        gap: 3,
        alignItems: 'flex-start',
        p: 3,
        border: `1px solid ${trial.status === 'failed' ? theme.studio.error : theme.studio.edge}`,
        borderRadius: `${theme.sizes.cardRadius}px`,
        backgroundColor: theme.studio.field,
      })}
    >
      {trial.status === 'asking' && (
        <>
          <Typography color="textSecondary" sx={{ flex: 1, lineHeight: '30px' }}>
            {t('settings.waitingForAnswer')}
          </Typography>
          <Button variant="outlined" onClick={trial.stop}>
            {t('common.stop')}
          </Button>
        </>
      )}
      {trial.status === 'failed' && (
        <Typography color="error" className="selectable" sx={{ overflowWrap: 'anywhere' }}>
          {trial.message}
        </Typography>
      )}
      {trial.status === 'answered' && (
        <>
          {url !== null && (
            <Box component="img" src={url} alt={t('settings.colourBarsAsThey')} sx={{ width: 96, borderRadius: 1, flex: 'none' }} />
          )}
          <Box sx={{ minWidth: 0 }}>
            <Typography className="selectable" sx={{ overflowWrap: 'anywhere' }}>
              {trial.text}
            </Typography>
            <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0, mt: 1 }}>
              {t('settings.answeredIn', { took: durationText(trial.tookMs) })}
            </Typography>
          </Box>
        </>
      )}
    </Stack>
  );
}
