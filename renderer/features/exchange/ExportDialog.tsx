import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Choice } from '../../components/Choice.tsx';
import { countText } from '../../components/quantity-words.ts';
import { useProject, useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { editFormats } from '../files/edit-formats.ts';
import { useExchange } from './exchange-store.ts';
import { exportSegments } from './exchange.ts';

/** Which segments, in which format, naming which files. Where to is asked next. */
export function ExportDialog() {
  const open = useExchange((state) => state.exportOpen);
  const close = () => useExchange.setState({ exportOpen: false });
  return (
    <Dialog open={open} onClose={close} aria-labelledby="export-title" maxWidth={false} slotProps={{ paper: { sx: { width: 480 } } }}>
      {open && <ExportForm onClose={close} />}
    </Dialog>
  );
}

function ExportForm({ onClose }: { readonly onClose: () => void }) {
  const { format, of } = useExchange();
  const segments = useProject()?.segments ?? [];
  const selectedIds = useView((view) => view.selectedSegmentIds);
  const selected = segments.filter(({ id }) => selectedIds.includes(id));
  const [onlySelected, setOnlySelected] = useState(selected.length > 1);
  const restoredIds = new Set(
    useRuns(null).flatMap(({ purpose, segmentId }) => (purpose === 'restore' && segmentId !== null ? [segmentId] : [])),
  );
  const chosen = onlySelected ? selected : segments;
  const restored = chosen.filter(({ id }) => restoredIds.has(id)).length;
  const reason =
    chosen.length === 0
      ? t('exchange.thereNoSegmentExport')
      : of === 'restored' && restored === 0
        ? t('exchange.noneThemRestoredYet')
        : null;
  return (
    <>
      <DialogTitle id="export-title">{t('exchange.exportSegments')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 4 }}>
          <Choice
            title={t('exchange.format')}
            value={format}
            options={editFormats.map((each) => [each.format, each.word])}
            onChange={(next) => useExchange.setState({ format: next })}
            note={editFormats.find((each) => each.format === format)?.hint ?? ''}
          />
          <Choice
            title={t('exchange.segments')}
            value={onlySelected ? 'selected' : 'all'}
            options={[
              ['all', t('exchange.all', { segments: segments.length })],
              ['selected', t('exchange.selected', { selected: selected.length })],
            ]}
            onChange={(next) => setOnlySelected(next === 'selected')}
            off={selected.length === 0 ? 'selected' : undefined}
          />
          <Choice
            title={t('exchange.filesList')}
            value={of}
            options={[
              ['source', t('exchange.sourceClips')],
              ['restored', t('exchange.restoredResults')],
            ]}
            onChange={(next) => useExchange.setState({ of: next })}
            note={
              of === 'source'
                ? t('exchange.editAsClipsWere')
                : t('exchange.sameEditRestoredFiles', { restored, counted: countText(chosen.length, 'segment') })
            }
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <ActionButton
          variant="contained"
          reason={reason}
          onClick={() => {
            onClose();
            run(() => exportSegments({ format, of, segmentIds: onlySelected ? selected.map(({ id }) => id) : null }));
          }}
        >
          {t('exchange.export')}
        </ActionButton>
      </DialogActions>
    </>
  );
}
