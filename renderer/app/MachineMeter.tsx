import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { bytesText } from '../components/quantity-words.ts';
import { useEngineQuery } from '../engine/engine-client.ts';
import { t } from '../i18n/words.ts';
import { showOverlay } from '../state/overlay-store.ts';

const refreshMs = 3000;

/** What the engine runs on and how much memory it holds; a click tells more. */
export function MachineMeter() {
  const info = useEngineQuery('engine.info', {}, { refreshMs });
  const devices = useEngineQuery('devices.list', {}, { staleMs: Infinity });
  if (info.data === undefined) return null;
  const { usedMemoryBytes, totalMemoryBytes, cpuThreads } = info.data;
  const device = devices.data?.devices.find(({ usable }) => usable);
  const name =
    device === undefined || device.provider === 'cpu' ? t('app.cpuThreads', { threads: device?.threads ?? cpuThreads }) : device.name;
  return (
    <Tooltip title={t('app.memoryEngineHoldsMachines')}>
      <ButtonBase
        onClick={() => showOverlay('about')}
        aria-label={t('app.memoryUseAboutMachine', {
          name,
          usedMemoryBytes: bytesText(usedMemoryBytes),
          totalMemoryBytes: bytesText(totalMemoryBytes),
        })}
        sx={(theme) => ({
          ...theme.typography.body2,
          height: 24,
          px: 2.5,
          gap: 2,
          borderRadius: '12px',
          flex: 'none',
          backgroundColor: theme.studio.raised,
          color: theme.studio.dim,
          '&:hover': { color: theme.studio.text },
          '@container studio (max-width: 1100px)': { display: 'none' },
        })}
      >
        <span>{name}</span> <Box component="span" sx={(theme) => ({ width: '1px', height: 12, backgroundColor: theme.studio.edge })} />
        <Typography component="span" variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', minWidth: 96 }}>
          {bytesText(usedMemoryBytes)} / {bytesText(totalMemoryBytes)}
        </Typography>
      </ButtonBase>
    </Tooltip>
  );
}
