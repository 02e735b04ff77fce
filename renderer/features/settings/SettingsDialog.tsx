import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { Choice } from '../../components/Choice.tsx';
import { languageNames, t } from '../../i18n/words.ts';
import { changeLayout, useLayout } from '../../state/layout-store.ts';
import { showOverlay, useOverlay } from '../../state/overlay-store.ts';
import { ReopenChoice } from './ReopenChoice.tsx';

/** How the window speaks and looks: taken at once, kept for this person. */
export function SettingsDialog() {
  const open = useOverlay((state) => state.overlay === 'settings');
  const language = useLayout((layout) => layout.language);
  const theme = useLayout((layout) => layout.theme);
  const close = () => showOverlay(null);
  return (
    <Dialog open={open} onClose={close} aria-labelledby="settings-title" maxWidth={false} slotProps={{ paper: { sx: { width: 480 } } }}>
      <DialogTitle id="settings-title">{t('settings.title')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 5 }}>
          <Choice
            title={t('settings.language')}
            value={language ?? 'system'}
            options={[['system', t('settings.languageSystem')], ...languageNames]}
            onChange={(next) => changeLayout({ language: next === 'system' ? null : next })}
            note={t('settings.languageNote')}
          />
          <Choice
            title={t('settings.theme')}
            value={theme ?? 'system'}
            options={[
              ['system', t('settings.themeSystem')],
              ['dark', t('settings.themeDark')],
              ['light', t('settings.themeLight')],
              ['contrast', t('settings.themeContrast')],
            ]}
            onChange={(next) => changeLayout({ theme: next === 'system' ? null : next })}
            note={t('settings.themeSystemNote')}
          />
          <ReopenChoice />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={close}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
