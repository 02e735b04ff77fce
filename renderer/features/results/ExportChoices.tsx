import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { run as perform } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Choice } from '../../components/Choice.tsx';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { countText } from '../../components/quantity-words.ts';
import { useProject } from '../../engine/project-data.ts';
import { chooseFolder } from '../files/choose-paths.ts';
import { folderOf, joinPath } from '../files/paths.ts';
import { exportItems, useExporting } from './exporting.ts';
import { exportPresets, exportQualities, hasQuality, outputFor } from './export-presets.ts';
import type { ExportQuality } from './export-presets.ts';

/** Codec, sound and folder of the files to be written. */
export function ExportChoices({ onClose }: { readonly onClose: () => void }) {
  const items = useExporting((state) => state.items);
  const open = useProject();
  const [presetId, setPresetId] = useState('same');
  const [quality, setQuality] = useState<ExportQuality>('16');
  const [audio, setAudio] = useState<'copy' | 'none'>('copy');
  const [directory, setDirectory] = useState<string | null>(null);
  const preset = exportPresets.find(({ id }) => id === presetId) ?? exportPresets[0]!;
  const beside = open === null ? '' : joinPath(folderOf(open.head.path), `${open.project.name} exports`);
  const silent = items.every(({ run }) => run.output.audio === 'none') && preset.codec === null;
  const again = preset.codec === null && !silent && items.some(({ run }) => run.output.audio !== audio);
  const choose = () =>
    perform(async () => {
      const folder = await chooseFolder('Export into');
      if (folder !== null) setDirectory(folder);
    });
  const start = () =>
    perform(() => exportItems({ directory, outputOf: (run) => outputFor(run, { preset, quality, audio: silent ? 'none' : audio }) }));

  return (
    <>
      <DialogTitle id="export-results-title">Export {items.length === 1 ? 'result' : countText(items.length, 'result')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 4 }}>
          <Typography color="textSecondary" noWrap title={items.map(({ name }) => name).join(', ')}>
            {items.map(({ name }) => name).join(', ')}
          </Typography>
          <PresetChoice value={presetId} note={again ? 'With other sound it is encoded again.' : preset.note} onChange={setPresetId} />
          {hasQuality(preset) && <Choice title="Quality" value={quality} options={exportQualities} onChange={setQuality} />}
          <Choice
            title="Sound and subtitles"
            value={preset.codec === 'png' || silent ? 'none' : audio}
            options={[
              ['copy', 'Keep'],
              ['none', 'Leave out'],
            ]}
            onChange={setAudio}
            off={preset.codec === 'png' || silent ? 'copy' : undefined}
            note={
              preset.codec === 'png'
                ? 'Pictures hold no sound.'
                : silent
                  ? 'The result was restored without sound.'
                  : 'Kept as they are where the file can hold them.'
            }
          />
          <Box>
            <FieldLabel id="export-folder" title="Folder" />
            <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
              <Typography
                variant="mono"
                noWrap
                aria-labelledby="export-folder"
                title={directory ?? beside}
                sx={(theme) => ({
                  ...{ flex: 1, minWidth: 0, height: 30, lineHeight: '28px', px: 2.5, borderRadius: 1 },
                  ...{ border: `1px solid ${theme.studio.line}`, backgroundColor: theme.studio.field, direction: 'rtl', textAlign: 'left' },
                })}
              >
                <bdi>{directory ?? beside}</bdi>
              </Typography>
              <Button variant="outlined" onClick={choose}>
                Choose
              </Button>
            </Stack>
            <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
              Nothing is replaced: a name that is taken gets a number.
            </Typography>
          </Box>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          Cancel
        </Button>
        <ActionButton variant="contained" onClick={start} autoFocus>
          Export
        </ActionButton>
      </DialogActions>
    </>
  );
}

interface PresetChoiceProps {
  readonly value: string;
  readonly note: string;
  readonly onChange: (id: string) => void;
}

/** Eight words do not fit on one line: two rows of four. */
function PresetChoice({ value, note, onChange }: PresetChoiceProps) {
  const id = useId();
  return (
    <Box>
      <FieldLabel id={id} title="Codec" />
      <Stack role="group" aria-labelledby={id} sx={{ gap: 1 }}>
        {[exportPresets.slice(0, 4), exportPresets.slice(4)].map((row) => (
          <ToggleButtonGroup
            key={row[0]?.id}
            exclusive
            fullWidth
            value={value}
            aria-label={row.map(({ word }) => word).join(', ')}
            onChange={(_event, next: string | null) => next !== null && onChange(next)}
          >
            {row.map((preset) => (
              <ToggleButton key={preset.id} value={preset.id}>
                {preset.word}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        ))}
      </Stack>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {note}
      </Typography>
    </Box>
  );
}
