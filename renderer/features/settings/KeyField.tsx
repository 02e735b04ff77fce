import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { run } from '../../app/run-command.ts';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { callHost, useHost } from '../../engine/host.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';

interface KeyFieldProps {
  /** Null while the address is not one. */
  readonly origin: string | null;
  readonly value: string;
  readonly onChange: (key: string) => void;
}

/** The key for an endpoint. It goes into the system's key store and never comes out into this window again. */
export function KeyField({ origin, value, onChange }: KeyFieldProps) {
  const id = useId();
  const hasBridge = useHost((host) => host.bridge !== null);
  const queryClient = useQueryClient();
  const fromEnvironment = useEngineQuery('caption.status', {}).data?.keyFrom === 'environment';
  const { data: state } = useQuery({
    queryKey: ['captionKey.state', origin],
    queryFn: () => callHost('captionKey.state', { origin: origin ?? '' }),
    enabled: hasBridge && origin !== null,
    staleTime: 0,
  });
  if (!hasBridge || state?.storable === false) {
    const why = hasBridge ? said(state?.reason ?? '') : t('settings.browserKeepsNoKeys');
    return (
      <Box>
        <FieldLabel id={id} title={t('settings.key')} />
        <Typography variant="body2" color="textSecondary" className="selectable" sx={{ overflowWrap: 'anywhere' }}>
          {fromEnvironment ? t('settings.fromVariableINTERWEAVECAPTION') : t('settings.noneLocalEndpointsNeed', { why })}
        </Typography>
      </Box>
    );
  }
  return (
    <Box>
      <FieldLabel id={id} title={t('settings.key')} hint={t('settings.keptBySystemsKey')} />
      <Stack direction="row" sx={{ gap: 2 }}>
        <OutlinedInput
          fullWidth
          type="password"
          value={value}
          placeholder={state?.stored === true ? t('settings.keyStoredTypeReplace') : t('settings.localEndpointsNeedNone')}
          onChange={(event) => onChange(event.target.value)}
          inputProps={{ 'aria-labelledby': id, maxLength: 1000, autoComplete: 'off', spellCheck: false }}
        />
        {state?.stored === true && origin !== null && (
          <Button
            variant="outlined"
            onClick={() =>
              run(async () => {
                await callHost('captionKey.clear', { origin });
                await queryClient.invalidateQueries({ queryKey: ['captionKey.state'] });
              })
            }
          >
            {t('settings.removeKey')}
          </Button>
        )}
      </Stack>
    </Box>
  );
}
