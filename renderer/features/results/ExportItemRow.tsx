import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Collapse from '@mui/material/Collapse';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { IconAction } from '../../components/ActionButton.tsx';
import { t } from '../../i18n/words.ts';
import { baseName } from '../files/paths.ts';
import { CheckTable } from './CheckTable.tsx';
import { exportStateWords } from './export-words.ts';
import type { ExportItem } from './exporting.ts';

/** One exported result. The only one shows its report at once. */
export function ExportItemRow({ item: { name, state }, alone }: { readonly item: ExportItem; readonly alone: boolean }) {
  const [opened, setOpened] = useState(alone);
  return (
    <Box component="li" sx={(theme) => ({ px: 3.5, py: 2.5, '& + &': { borderTop: `1px solid ${theme.studio.line}` } })}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography noWrap sx={{ fontWeight: 500 }} title={state.status === 'done' ? state.written.path : name}>
            {state.status === 'done' ? baseName(state.written.path) : name}
          </Typography>
          <Typography
            variant="body2"
            color={state.status === 'failed' ? 'error' : state.status === 'done' ? 'success' : 'textSecondary'}
            className="selectable"
            sx={{ overflowWrap: 'anywhere' }}
          >
            {exportStateWords(state)}
          </Typography>
        </Box>
        {state.status === 'done' && (
          <IconAction
            label={opened ? t('results.hideReport', { name }) : t('results.showReport', { name })}
            pressed={opened}
            onClick={() => setOpened(!opened)}
          >
            <ExpandMoreIcon sx={{ transform: opened ? 'rotate(180deg)' : 'none' }} />
          </IconAction>
        )}
      </Stack>
      {state.status === 'writing' && (
        <LinearProgress variant="determinate" value={state.fraction * 100} aria-label={t('results.exporting', { name })} sx={{ mt: 2 }} />
      )}
      {state.status === 'done' && (
        <Collapse in={opened} unmountOnExit>
          <Box className="selectable" sx={{ pt: 2.5 }}>
            <Typography variant="caption" component="div" color="textSecondary" sx={{ mb: 2.5, overflowWrap: 'anywhere' }}>
              {state.written.path}
            </Typography>
            <CheckTable
              report={state.written.report}
              caption={state.written.against === 'source' ? t('results.readBackHeldAgainst') : t('results.readBackHeldAgainst2')}
            />
          </Box>
        </Collapse>
      )}
    </Box>
  );
}
