import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { bytesText, countText } from '../../components/quantity-words.ts';
import { deviceName } from '../models/device-words.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';

/** What this machine brings, in one quiet line. */
export function EngineFacts() {
  const info = useEngineQuery('engine.info', {});
  const devices = useEngineQuery('devices.list', {}, { staleMs: Infinity });
  if (info.data === undefined) return null;
  const { version, cpuThreads, totalMemoryBytes, ffmpeg } = info.data;
  const usable = devices.data?.devices.filter((device) => device.usable) ?? [];
  const unusable = devices.data?.devices.filter((device) => !device.usable) ?? [];
  return (
    <Stack
      component="footer"
      direction="row"
      sx={(theme) => ({ gap: 5, px: 5, py: 3, flexWrap: 'wrap', borderTop: `1px solid ${theme.studio.line}`, color: theme.studio.faint })}
    >
      <Typography variant="body2">Interweave {version}</Typography>
      <Typography variant="body2">
        {t('start.memory', { counted: countText(cpuThreads, 'CPU thread'), bytes: bytesText(totalMemoryBytes) })}
      </Typography>
      {devices.data !== undefined && (
        <Tooltip
          title={
            unusable.length === 0
              ? ''
              : unusable.map((device) => <div key={device.provider}>{`${deviceName(device)}: ${said(device.reason ?? '')}`}</div>)
          }
        >
          <Typography variant="body2" tabIndex={0}>
            {t('start.runsOn', { devices: usable.map(deviceName).join(', ') })}
          </Typography>
        </Tooltip>
      )}
      <Typography variant="body2" color={ffmpeg === null ? 'warning' : 'inherit'}>
        {ffmpeg === null ? t('start.ffmpegNotFoundClips') : `ffmpeg ${ffmpeg.version}`}
      </Typography>
    </Stack>
  );
}
