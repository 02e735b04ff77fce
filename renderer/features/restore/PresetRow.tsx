import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Tooltip from '@mui/material/Tooltip';
import type { ModelCard } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { t } from '../../i18n/words.ts';
import { installModel } from '../models/install-model.ts';
import { modelOf, presetOf, presets } from './presets.ts';

interface PresetRowProps {
  readonly modelId: string;
  readonly onChange: (card: ModelCard) => void;
}

/** The ways to restore that most people want; everything below refines them. */
export function PresetRow({ modelId, onChange }: PresetRowProps) {
  const cards = useEngineQuery('models.list', {}).data?.models ?? [];
  const offered = presets.flatMap((preset) => {
    const card = modelOf(preset, cards);
    return card === null ? [] : [{ ...preset, card }];
  });
  if (offered.length < 2) return null;
  return (
    <ToggleButtonGroup exclusive fullWidth value={presetOf(modelId, cards)} aria-label={t('restore.preset')} data-tour="presets">
      {offered.map(({ id, title, hint, card }) => (
        <Tooltip key={id} describeChild title={`${hint} ${card.name}.`}>
          <ToggleButton
            value={id}
            sx={{ flex: 'auto', whiteSpace: 'nowrap', px: 2 }}
            onClick={() => {
              if (card.status !== 'installed') run(() => installModel(card));
              onChange(card);
            }}
          >
            {title}
          </ToggleButton>
        </Tooltip>
      ))}
    </ToggleButtonGroup>
  );
}
