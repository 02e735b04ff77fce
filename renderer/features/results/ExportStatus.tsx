import Link from '@mui/material/Link';
import { t } from '../../i18n/words.ts';
import { useOverlay } from '../../state/overlay-store.ts';
import { isUnwritten, startedExports, useExporting } from './exporting.ts';

/** In the status bar while files are written, beside the job that runs meanwhile. A click opens the queue. */
export function ExportStatus() {
  const exporting = useExporting();
  const items = startedExports(exporting);
  const unwritten = items.filter(isUnwritten);
  if (unwritten.length === 0) return null;
  const [now] = unwritten.flatMap(({ state }) => (state.status === 'writing' ? [state.fraction] : []));
  const part = { place: items.length - unwritten.length + 1, items: items.length, percent: Math.floor((now ?? 0) * 100) };
  return (
    <Link component="button" variant="body2" underline="hover" onClick={() => useOverlay.setState({ queueOpen: true })}>
      {t('results.exportingNow', part)}
    </Link>
  );
}
