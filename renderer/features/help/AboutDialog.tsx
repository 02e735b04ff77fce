import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { bytesText } from '../../components/quantity-words.ts';
import { callEngine, useEngineQuery } from '../../engine/engine-client.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { deviceName } from '../models/device-words.ts';
import { showOverlay, useOverlay } from '../../state/overlay-store.ts';

/** What runs here and on what: the first thing to look at when something is slow or missing. */
export function AboutDialog() {
  const open = useOverlay((state) => state.overlay === 'about');
  return (
    <Dialog open={open} onClose={() => showOverlay(null)} aria-labelledby="about-title" maxWidth="sm" fullWidth>
      {open && <About />}
    </Dialog>
  );
}

function About() {
  const info = useEngineQuery('engine.info', {}).data;
  const devices = useEngineQuery('devices.list', {}, { staleMs: Infinity });
  const queryClient = useQueryClient();
  const [looking, setLooking] = useState(false);
  const lookAgain = () =>
    run(async () => {
      setLooking(true);
      try {
        queryClient.setQueryData(['devices.list', {}], await callEngine('devices.list', { refresh: true }));
      } finally {
        setLooking(false);
      }
    });
  const facts: readonly (readonly [string, string])[] =
    info === undefined
      ? []
      : [
          ['Interweave', info.version],
          [t('help.system'), info.platform],
          [
            t('help.memory'),
            t('help.usedByEngineAll', {
              usedMemoryBytes: bytesText(info.usedMemoryBytes),
              totalMemoryBytes: bytesText(info.totalMemoryBytes),
            }),
          ],
          ['ffmpeg', info.ffmpeg === null ? t('help.notFound') : t('help.fromPlace', info.ffmpeg)],
          [t('help.projects'), info.projectsUsable ? t('help.canOpened') : said(info.projectsReason ?? t('help.cannotOpened'))],
        ];
  return (
    <>
      <DialogTitle id="about-title">{t('help.aboutMachineInterweave')}</DialogTitle>
      <DialogContent className="selectable">
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '104px 1fr', rowGap: 2 }}>
          {facts.map(([name, value]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <Typography component="dt" color="textSecondary">
                {name}
              </Typography>
              <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
                {value}
              </Typography>
            </Box>
          ))}
        </Box>
        <Typography variant="heading" component="h3" sx={{ mt: 5, mb: 2 }}>
          {t('help.devices')}
        </Typography>
        <Stack component="ul" sx={{ gap: 2, m: 0, p: 0, listStyle: 'none' }}>
          {devices.data?.devices.map((device) => (
            <Box component="li" key={device.provider}>
              <Typography sx={{ fontWeight: 500, color: device.usable ? 'text.primary' : 'text.secondary' }}>
                {deviceName(device)}
              </Typography>
              <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
                {device.usable
                  ? t('help.usableUp', {
                      value: device.threads === null ? '' : t('help.threads', { threads: device.threads }),
                      memoryBudgetBytes: bytesText(device.memoryBudgetBytes ?? 0),
                    })
                  : said(device.reason ?? '')}
              </Typography>
            </Box>
          ))}
          {devices.isPending && <Typography color="textSecondary">{t('help.tryingEachOne')}</Typography>}
        </Stack>
      </DialogContent>
      <DialogActions>
        <ActionButton variant="outlined" reason={looking ? t('help.lookingNow') : null} onClick={lookAgain} sx={{ mr: 'auto' }}>
          {looking ? t('help.lookingForDevices') : t('help.lookForDevicesAgain')}
        </ActionButton>
        <Button variant="outlined" onClick={() => showOverlay(null)}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </>
  );
}
