import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { CaptionSettings, endpointOrigin, isEndpointUrl } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { callEngine, errorMessage, useEngineQuery } from '../../engine/engine-client.ts';
import { callHost, useHost } from '../../engine/host.ts';
import { t } from '../../i18n/words.ts';
import { showOverlay, useOverlay } from '../../state/overlay-store.ts';
import { EndpointFields } from './EndpointFields.tsx';
import { KeyField } from './KeyField.tsx';
import { QuestionFields } from './QuestionFields.tsx';
import { TrialResult, type Trial } from './TrialResult.tsx';

/** Where captions come from. Everything is off until it is set up here. */
export function CaptionDialog() {
  const open = useOverlay((state) => state.overlay === 'captions');
  const settings = useEngineQuery('settings.get', {}).data;
  const close = () => showOverlay(null);
  return (
    <Dialog open={open} onClose={close} aria-labelledby="captions-title" maxWidth={false} slotProps={{ paper: { sx: { width: 560 } } }}>
      {open && settings !== undefined && <CaptionForm stored={settings.captions} onClose={close} />}
    </Dialog>
  );
}

function CaptionForm({ stored, onClose }: { readonly stored: CaptionSettings; readonly onClose: () => void }) {
  // Whoever opens this for the first time is about to switch it on.
  const [draft, setDraft] = useState<CaptionSettings>(stored.model === '' ? { ...stored, enabled: true } : stored);
  const [key, setKey] = useState('');
  const [trial, setTrial] = useState<Trial | null>(null);
  const hasBridge = useHost((host) => host.bridge !== null);
  const change = (changes: Partial<CaptionSettings>) => setDraft({ ...draft, ...changes });
  const reason = reasonAgainst(draft);

  /** The key leaves this window's memory as soon as the system has it. */
  const keepKey = async () => {
    if (key.trim() === '' || !hasBridge) return;
    await callHost('captionKey.set', { origin: endpointOrigin(draft.baseUrl), key });
    setKey('');
  };
  const save = () =>
    run(async () => {
      await keepKey();
      await callEngine('settings.set', { captions: CaptionSettings.parse(draft) });
      onClose();
    });
  const tryIt = () => {
    const abort = new AbortController();
    setTrial({ status: 'asking', stop: () => abort.abort() });
    run(async () => {
      try {
        await keepKey();
        const result = await callEngine('caption.try', { settings: CaptionSettings.parse(draft) }, { signal: abort.signal });
        setTrial({ status: 'answered', ...result });
      } catch (error) {
        setTrial(abort.signal.aborted ? null : { status: 'failed', message: errorMessage(error) });
      }
    });
  };
  return (
    <>
      <DialogTitle id="captions-title">{t('settings.captions')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 4 }}>
          <Typography color="textSecondary" sx={{ textWrap: 'pretty' }}>
            {t('settings.visionModelWritesSegments')}
          </Typography>
          <FormControlLabel
            control={<Switch size="small" checked={draft.enabled} onChange={(event) => change({ enabled: event.target.checked })} />}
            label={t('settings.captionsOn')}
            slotProps={{ typography: { variant: 'body1', sx: { fontWeight: 500 } } }}
            sx={{ ml: -1.5, gap: 1.5 }}
          />
          <EndpointFields draft={draft} onChange={change} />
          <KeyField origin={isEndpointUrl(draft.baseUrl) ? endpointOrigin(draft.baseUrl) : null} value={key} onChange={setKey} />
          <QuestionFields draft={draft} onChange={change} />
          {trial !== null && <TrialResult trial={trial} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <ActionButton
          variant="outlined"
          reason={trial?.status === 'asking' ? t('settings.beingTried') : (reasonAgainst({ ...draft, enabled: true }) ?? null)}
          hint={t('settings.sendsPictureColourBars')}
          onClick={tryIt}
          sx={{ mr: 'auto' }}
        >
          {t('settings.try')}
        </ActionButton>
        <Button variant="outlined" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <ActionButton variant="contained" reason={reason} onClick={save}>
          {t('settings.save')}
        </ActionButton>
      </DialogActions>
    </>
  );
}

/** Why these cannot be saved; null when they can. */
function reasonAgainst({ enabled, baseUrl, model }: CaptionSettings): string | null {
  if (!isEndpointUrl(baseUrl)) return t('settings.giveAddressSuchAs');
  return enabled && model.trim() === '' ? t('settings.nameModel') : null;
}
