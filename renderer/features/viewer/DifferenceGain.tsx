import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';

const gains = [1, 4, 16] as const;

/** How much brighter a difference is shown than it is. */
export function DifferenceGain() {
  const gain = useView((view) => view.differenceGain);
  return (
    <Box
      onPointerDown={(event) => event.stopPropagation()}
      sx={{ position: 'absolute', left: 0, right: 0, bottom: 16, display: 'flex', justifyContent: 'center', pointerEvents: 'none' }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={gain}
        aria-label={t('viewer.brightnessDifference')}
        onChange={(_event, next: number | null) => next !== null && useView.getState().setDifferenceGain(next)}
        sx={{ pointerEvents: 'auto' }}
      >
        {gains.map((value) => (
          <ToggleButton key={value} value={value} aria-label={t('viewer.timesAsBright', { value })}>
            ×{value}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  );
}
