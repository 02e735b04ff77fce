import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { captionTemplates, endpointHost, isEndpointUrl, type CaptionSettings } from '../../../native/contract/index.ts';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';

const sampleModel = 'qwen2.5vl:7b';

interface EndpointFieldsProps {
  readonly draft: CaptionSettings;
  readonly onChange: (changes: Partial<CaptionSettings>) => void;
}

/** Which program or service, at what address, with which model. */
export function EndpointFields({ draft, onChange }: EndpointFieldsProps) {
  const [templateId, urlId, modelId] = [useId(), useId(), useId()];
  const { baseUrl, model } = draft;
  const template = captionTemplates.find((each) => each.baseUrl === baseUrl);
  const valid = isEndpointUrl(baseUrl);
  const isElsewhere = valid && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(endpointHost(baseUrl));
  return (
    <>
      <Box>
        <FieldLabel id={templateId} title={t('settings.startFrom')} />
        <ToggleButtonGroup
          exclusive
          fullWidth
          aria-labelledby={templateId}
          value={template?.id ?? null}
          onChange={(_event, id: unknown) => {
            const next = captionTemplates.find((each) => each.id === id);
            if (next !== undefined) onChange({ baseUrl: next.baseUrl, model: next.model });
          }}
        >
          {captionTemplates.map(({ id, name }) => (
            <ToggleButton key={id} value={id}>
              {name}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {template !== undefined && (
          <Typography
            variant="caption"
            component="p"
            color="textSecondary"
            className="selectable"
            sx={{ m: 0, mt: 1.5, overflowWrap: 'anywhere' }}
          >
            {said(template.hint)}
          </Typography>
        )}
      </Box>
      <Stack direction="row" sx={{ gap: 3 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <FieldLabel id={urlId} title={t('settings.address')} hint={t('settings.openaiCompatibleChatEndpoint')} />
          <OutlinedInput
            fullWidth
            value={baseUrl}
            error={!valid}
            onChange={(event) => onChange({ baseUrl: event.target.value.trim() })}
            inputProps={{ 'aria-labelledby': urlId, maxLength: 500, spellCheck: false, inputMode: 'url' }}
          />
        </Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <FieldLabel id={modelId} title={t('settings.model')} hint={t('settings.asEndpointCallsHas')} />
          <OutlinedInput
            fullWidth
            value={model}
            placeholder={sampleModel}
            onChange={(event) => onChange({ model: event.target.value })}
            inputProps={{ 'aria-labelledby': modelId, maxLength: 200, spellCheck: false }}
          />
        </Box>
      </Stack>
      {isElsewhere && (
        <Typography variant="body2" color="warning" sx={{ mt: -2, textWrap: 'pretty' }}>
          {baseUrl.toLowerCase().startsWith('https:')
            ? t('settings.framesLeaveMachineGo', { baseUrl: endpointHost(baseUrl) })
            : t('settings.framesLeaveMachineOn', { baseUrl: endpointHost(baseUrl) })}
        </Typography>
      )}
    </>
  );
}
