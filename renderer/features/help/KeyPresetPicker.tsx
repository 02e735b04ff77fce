import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { keyPresets, type PresetName } from '../../app/key-presets.ts';
import { t } from '../../i18n/words.ts';
import { useKeyChoice } from '../../state/keymap-store.ts';

/** Whose keys they are. What was changed by hand stays changed. */
export function KeyPresetPicker() {
  const preset = useKeyChoice((choice) => choice.preset);
  return (
    <Select<PresetName>
      value={preset}
      onChange={(event) => useKeyChoice.setState({ preset: event.target.value })}
      renderValue={(name) => t('help.keys', { title: keyPresets.find((each) => each.name === name)?.title ?? name })}
      inputProps={{ 'aria-label': t('help.keyPreset') }}
      sx={{ minWidth: 200 }}
    >
      {keyPresets.map(({ name, title }) => (
        <MenuItem key={name} value={name}>
          {title}
        </MenuItem>
      ))}
    </Select>
  );
}
