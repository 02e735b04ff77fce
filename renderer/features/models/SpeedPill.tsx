import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { alpha } from '@mui/material/styles';
import type { ModelCard } from '../../../native/contract/index.ts';
import { numberText, t } from '../../i18n/words.ts';

/** Speed of the last run here, for a frame of this clip where there is one. Says nothing before the first run: nothing was measured. */
export function SpeedPill({ card, megapixels }: { readonly card: ModelCard; readonly megapixels: number | null }) {
  if (card.msPerMegapixel === null) return null;
  const ms = card.msPerMegapixel * (megapixels ?? 1);
  const text = ms >= 100 ? `${numberText(ms / 1000, 1)} s` : t('models.ms', { ms: Math.round(ms) });
  return (
    <Tooltip describeChild title={t('models.measuredOnMachineLast')}>
      <Box
        component="span"
        sx={(theme) => ({
          ...theme.typography.caption,
          fontWeight: 600,
          flex: 'none',
          px: 2,
          borderRadius: '9px',
          color: theme.studio.result,
          // A filled pill would be too near its words on the card that is selected.
          border: `1px solid ${alpha(theme.studio.result, 0.5)}`,
        })}
      >
        {t(megapixels === null ? 'models.perMegapixel' : 'models.perFrame', { time: text })}
      </Box>
    </Tooltip>
  );
}
