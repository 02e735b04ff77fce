import ArticleIcon from '@mui/icons-material/ArticleOutlined';
import CloseIcon from '@mui/icons-material/CloseRounded';
import StopIcon from '@mui/icons-material/StopRounded';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { IconAction } from '../../components/ActionButton.tsx';
import { t } from '../../i18n/words.ts';
import { isUnwritten, startedExports, useExporting, type ExportItem } from './exporting.ts';
import { exportStateWords } from './export-words.ts';

/** The files that are written of results, in the queue beside the restores: they have no place in its order, because they need no model. */
export function QueuedExports() {
  const exporting = useExporting();
  const items = startedExports(exporting);
  if (items.length === 0) return null;
  const ended = exporting.status === 'ended';
  return (
    <>
      <Stack
        direction="row"
        sx={(theme) => ({ alignItems: 'center', px: 3.5, py: 1.5, minHeight: 36, borderTop: `1px solid ${theme.studio.line}` })}
      >
        <Typography id="queued-exports" variant="caption" color="textSecondary" sx={{ flex: 1 }}>
          {t('results.queuedExports')}
        </Typography>
        <IconAction label={t('results.reportOfExports')} onClick={() => useExporting.setState({ dialogOpen: true })}>
          <ArticleIcon />
        </IconAction>
        {ended && (
          <IconAction label={t('results.exportsOffList')} onClick={() => useExporting.setState({ status: 'choosing', items: [] })}>
            <CloseIcon />
          </IconAction>
        )}
      </Stack>
      <Box component="ul" aria-labelledby="queued-exports" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.map((item) => (
          <ExportRow key={item.run.id} item={item} stop={() => exporting.stopOne(item.run.id)} />
        ))}
      </Box>
    </>
  );
}

function ExportRow({ item, stop }: { readonly item: ExportItem; readonly stop: () => void }) {
  const { name, state } = item;
  return (
    <Box component="li" sx={(theme) => ({ px: 3.5, py: 2.5, borderTop: `1px solid ${theme.studio.line}` })}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography noWrap sx={{ fontWeight: 500 }} title={name}>
            {name}
          </Typography>
          <Typography
            variant="body2"
            color={state.status === 'failed' ? 'error' : 'textSecondary'}
            className="selectable"
            sx={{ overflowWrap: 'anywhere' }}
          >
            {exportStateWords(state)}
          </Typography>
        </Box>
        {isUnwritten(item) && (
          <IconAction label={t('results.cancelExport', { name })} onClick={stop}>
            <StopIcon />
          </IconAction>
        )}
      </Stack>
      {state.status === 'writing' && (
        <LinearProgress variant="determinate" value={state.fraction * 100} aria-label={t('results.exporting', { name })} sx={{ mt: 2 }} />
      )}
    </Box>
  );
}
