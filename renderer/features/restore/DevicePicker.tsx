import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { DeviceChoice } from '../../../native/contract/index.ts';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { deviceName } from '../models/device-words.ts';
import { optionWord } from './option-words.ts';
import type { ParameterFieldProps } from './parameter-field-props.ts';

/** Devices of the engine's machine. One that cannot be used stays in the list with the reason. */
export function DevicePicker({ parameter, value, onChange }: ParameterFieldProps) {
  const id = useId();
  const devices = useEngineQuery('devices.list', {}, { staleMs: Infinity });
  const known = devices.data?.devices ?? [];
  const chosen = known.find((device) => device.provider === value);
  const automatic = known.find((device) => device.usable);
  // A project from another machine may name a device that this one has never heard of.
  const providers = DeviceChoice.options.filter(
    (option) => option === 'auto' || option === value || known.some((device) => device.provider === option),
  );
  return (
    <Box>
      <FieldLabel id={id} title={parameter.title} hint={parameter.description} />
      <Select
        fullWidth
        value={String(value)}
        labelId={id}
        error={chosen?.usable === false}
        onChange={(event) => onChange(event.target.value)}
        renderValue={(option) =>
          option === 'auto'
            ? `${t('restore.automatic')}${automatic === undefined ? '' : `: ${deviceName(automatic)}`}`
            : chosen === undefined
              ? optionWord(option)
              : deviceName(chosen)
        }
        MenuProps={{ slotProps: { paper: { sx: { maxWidth: 380 } } } }}
      >
        {providers.map((option) => {
          const device = known.find(({ provider }) => provider === option);
          const note =
            option === 'auto'
              ? automatic === undefined
                ? ''
                : t('restore.takes', { automatic: deviceName(automatic) })
              : said(device?.reason ?? '');
          return (
            <MenuItem
              key={option}
              value={option}
              disabled={device?.usable === false}
              sx={{ display: 'block', py: 1.5, whiteSpace: 'normal', '&.Mui-disabled': { opacity: 1 } }}
            >
              <Typography color={device?.usable === false ? 'textDisabled' : 'textPrimary'}>
                {option === 'auto' ? t('restore.automatic') : device === undefined ? optionWord(option) : deviceName(device)}
              </Typography>
              {note !== '' && (
                <Typography variant="caption" component="div" color="textSecondary">
                  {note}
                </Typography>
              )}
            </MenuItem>
          );
        })}
      </Select>
      {chosen?.usable === false && (
        <Typography variant="caption" component="p" color="error" sx={{ m: 0, mt: 1 }}>
          {said(chosen.reason ?? '')}
        </Typography>
      )}
    </Box>
  );
}
