import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { run as perform } from '../../app/run-command.ts';
import { countText } from '../../components/quantity-words.ts';
import { hasDesktop } from '../../engine/host.ts';
import { showInFolder } from '../../engine/show-in-folder.ts';
import { t } from '../../i18n/words.ts';
import { ExportItemRow } from './ExportItemRow.tsx';
import { useExporting } from './exporting.ts';
import type { ExportItem, Exporting } from './exporting.ts';

/** Every file with how far it is; then with what was found in it. */
export function ExportProgress({ onClose }: { readonly onClose: () => void }) {
  const { status, items, stop } = useExporting();
  const first = items.map(({ state }) => (state.status === 'done' ? state.written.path : null)).find((path) => path !== null);
  return (
    <>
      <DialogTitle id="export-results-title" role="status">
        {titleOf({ status, items })}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Box
          component="ul"
          aria-label={t('results.exportedResults')}
          sx={(theme) => ({
            ...{ m: 0, p: 0, listStyle: 'none', maxHeight: 'min(480px, 60vh)', overflow: 'auto' },
            ...{ border: `1px solid ${theme.studio.line}`, borderRadius: 1, backgroundColor: theme.studio.field },
          })}
        >
          {items.map((item) => (
            <ExportItemRow key={item.run.id} item={item} alone={items.length === 1} />
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        {status === 'writing' && (
          <Button variant="outlined" onClick={stop}>
            {t('common.stop')}
          </Button>
        )}
        {hasDesktop() && first !== undefined && (
          <Button variant="outlined" onClick={() => perform(() => showInFolder(first))}>
            {t('common.showInFolder')}
          </Button>
        )}
        <Button variant="contained" onClick={onClose} autoFocus>
          {status === 'writing' ? t('results.goOnBackground') : t('common.close')}
        </Button>
      </DialogActions>
    </>
  );
}

function titleOf({ status, items }: Pick<Exporting, 'status' | 'items'>): string {
  const count = (wanted: ExportItem['state']['status']) => items.filter(({ state }) => state.status === wanted).length;
  const [done, failed, stopped] = [count('done'), count('failed'), count('stopped')];
  if (status === 'writing')
    return items.length === 1 ? t('results.exporting2') : t('results.exporting3', { done: done + failed + 1, items: items.length });
  if (failed > 0)
    return items.length === 1 ? t('results.exportFailed') : t('results.failed', { failed, counted: countText(items.length, 'export') });
  if (stopped > 0) return done === 0 ? t('results.exportStopped') : t('results.exportStoppedAfter', { counted: countText(done, 'file') });
  return items.length === 1 ? t('results.exportedChecked') : t('results.exportedChecked2', { counted: countText(done, 'file') });
}
