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
import { t } from '../../i18n/words.ts';
import { chooseFolder } from '../files/choose-paths.ts';
import { folderOf, joinPath } from '../files/paths.ts';
import { exportItems, useExporting } from './exporting.ts';
import { exportPresets, exportQualities, hasQuality, outputFor, qualityWord } from './export-presets.ts';
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
  const beside = open === null ? '' : joinPath(folderOf(open.head.path), t('results.exports', { project: open.project.name }));
  const silent = items.every(({ run }) => run.output.audio === 'none') && preset.codec === null;
  const again = preset.codec === null && !silent && items.some(({ run }) => run.output.audio !== audio);
  const choose = () =>
    perform(async () => {
      const folder = await chooseFolder(t('results.exportInto'));
      if (folder !== null) setDirectory(folder);
    });
  const start = () =>
    perform(() => exportItems({ directory, outputOf: (run) => outputFor(run, { preset, quality, audio: silent ? 'none' : audio }) }));

  return (
    <>
      <DialogTitle id="export-results-title">
        {items.length === 1 ? t('results.exportResult') : t('results.exportWhat', { counted: countText(items.length, 'result') })}
      </DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 4 }}>
          <Typography color="textSecondary" noWrap title={items.map(({ name }) => name).join(', ')}>
            {items.map(({ name }) => name).join(', ')}
          </Typography>
          <PresetChoice value={presetId} note={again ? t('results.withOtherSoundEncoded') : preset.note} onChange={setPresetId} />
          {hasQuality(preset) && (
            <Choice
              title={t('results.quality')}
              value={quality}
              options={exportQualities.map((each) => [each, qualityWord(each)] as const)}
              onChange={setQuality}
            />
          )}
          <Choice
            title={t('results.soundSubtitles')}
            value={preset.codec === 'png' || silent ? 'none' : audio}
            options={[
              ['copy', t('results.keep')],
              ['none', t('results.leaveOut')],
            ]}
            onChange={setAudio}
            off={preset.codec === 'png' || silent ? 'copy' : undefined}
            note={
              preset.codec === 'png'
                ? t('results.picturesHoldNoSound')
                : silent
                  ? t('results.resultRestoredWithoutSound')
                  : t('results.keptAsTheyWhere')
            }
          />
          <Box>
            <FieldLabel id="export-folder" title={t('results.folder')} />
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
                {t('results.choose')}
              </Button>
            </Stack>
            <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
              {t('results.nothingReplacedNameTaken')}
            </Typography>
          </Box>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <ActionButton variant="contained" onClick={start} autoFocus>
          {t('results.export')}
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
      <FieldLabel id={id} title={t('results.codec')} />
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
