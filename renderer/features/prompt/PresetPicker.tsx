import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import { useId, useState } from 'react';
import type { PromptPreset, Recipe } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { callEngine, useEngineQuery } from '../../engine/engine-client.ts';
import { newId } from '../../engine/new-id.ts';
import { t } from '../../i18n/words.ts';
import { builtInPresets, ownWords, packagePreset, presetOf } from './presets.ts';

interface PresetPickerProps {
  readonly recipe: Extract<Recipe, { pipeline: 'diffvsr' }>;
  /** Null: the package's own words. */
  readonly onPick: (preset: Pick<PromptPreset, 'suffix' | 'negativePrompt'> | null) => void;
}

/** Quality words and negative prompts under a name: the package's, some for kinds of footage, and the user's own. */
export function PresetPicker({ recipe, onPick }: PresetPickerProps) {
  const id = useId();
  const [naming, setNaming] = useState<string | null>(null);
  const own = useEngineQuery('settings.get', {}).data?.promptPresets ?? [];
  const all = [...builtInPresets, ...own];
  const chosen = presetOf(recipe, all);
  const chosenOwn = own.find((preset) => preset.id === chosen);

  const save = (presets: readonly PromptPreset[]) =>
    run(async () => {
      await callEngine('settings.set', { promptPresets: [...presets] });
    });
  const saveNamed = () => {
    const name = naming?.trim() ?? '';
    setNaming(null);
    if (name === '') return;
    const words = { suffix: recipe.promptSuffix ?? '', negativePrompt: recipe.negativePrompt ?? '' };
    save([...own, { id: newId(), name, ...words }]);
  };
  return (
    <Box>
      <FieldLabel id={id} title={t('prompt.preset')} hint={t('prompt.qualityWordsAddedPrompt')} />
      <Stack direction="row" sx={{ gap: 1 }}>
        <Select
          fullWidth
          value={chosen}
          labelId={id}
          onChange={({ target: { value } }) => {
            if (value === packagePreset) onPick(null);
            const preset = all.find((each) => each.id === value);
            if (preset !== undefined) onPick(preset);
          }}
        >
          <MenuItem value={packagePreset}>{t('prompt.packageDefault')}</MenuItem>
          {chosen === ownWords && (
            <MenuItem value={ownWords} disabled>
              {t('prompt.ownWords')}
            </MenuItem>
          )}
          {builtInPresets.map(({ id: value, name }) => (
            <MenuItem key={value} value={value}>
              {name}
            </MenuItem>
          ))}
          {own.length > 0 && <Divider sx={{ my: '4px !important' }} />}
          {own.map(({ id: value, name }) => (
            <MenuItem key={value} value={value}>
              {name}
            </MenuItem>
          ))}
        </Select>
        {chosenOwn !== undefined && (
          <IconAction
            label={t('prompt.deletePreset', { chosenOwn: chosenOwn.name })}
            onClick={() => save(own.filter((preset) => preset !== chosenOwn))}
          >
            <DeleteIcon />
          </IconAction>
        )}
        {chosen === ownWords && naming === null && own.length < 50 && (
          <Button variant="outlined" onClick={() => setNaming('')}>
            {t('prompt.save')}
          </Button>
        )}
      </Stack>
      {naming !== null && (
        <Stack direction="row" component="form" sx={{ gap: 1, mt: 1.5 }} onSubmit={(event) => (event.preventDefault(), saveNamed())}>
          <OutlinedInput
            autoFocus
            fullWidth
            placeholder={t('prompt.namePreset')}
            value={naming}
            onChange={(event) => setNaming(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setNaming(null)}
            inputProps={{ 'aria-label': t('prompt.namePreset'), maxLength: 80 }}
          />
          <Button variant="outlined" type="submit">
            {t('prompt.save2')}
          </Button>
        </Stack>
      )}
    </Box>
  );
}
