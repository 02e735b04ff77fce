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
import type { Run } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Choice } from '../../components/Choice.tsx';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { countText } from '../../components/quantity-words.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { useProject, type ProjectData } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { chooseFolder } from '../files/choose-paths.ts';
import { folderOf, joinPath } from '../files/paths.ts';
import { exportPresets, exportQualities, hasQuality, qualityWord, settingsFor } from './export-presets.ts';
import type { ExportQuality } from './export-presets.ts';

/** Codec, sound and folder of the files to be written. */
export function ExportChoices({ runs, onClose }: { readonly runs: readonly Run[]; readonly onClose: () => void }) {
  const open = useProject();
  const names = runs.map((run) => nameOf(run, open)).join(', ');
  const [presetId, setPresetId] = useState('same');
  const [quality, setQuality] = useState<ExportQuality>('16');
  const [audio, setAudio] = useState<'copy' | 'none'>('copy');
  const [directory, setDirectory] = useState<string | null>(null);
  const preset = exportPresets.find(({ id }) => id === presetId) ?? exportPresets[0]!;
  const beside = open === null ? '' : joinPath(folderOf(open.head.path), t('results.exports', { project: open.project.name }));
  const silent = runs.every(({ output }) => output.audio === 'none') && preset.codec === null;
  const again = preset.codec === null && !silent && runs.some(({ output }) => output.audio !== audio);
  const choose = () =>
    perform(async () => {
      const folder = await chooseFolder(t('results.exportInto'));
      if (folder !== null) setDirectory(folder);
    });
  const start = () =>
    perform(async () => {
      if (open === null) return;
      const output = settingsFor({ preset, quality, audio: silent ? 'none' : audio });
      await callEngine('run.export', { projectId: open.head.id, ids: runs.map(({ id }) => id), output, directory });
      onClose();
    });

  return (
    <>
      <DialogTitle id="export-results-title">
        {runs.length === 1 ? t('results.exportResult') : t('results.exportWhat', { counted: countText(runs.length, 'result') })}
      </DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 4 }}>
          <Typography color="textSecondary" noWrap title={names}>
            {names}
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

function nameOf({ segmentId }: Run, open: ProjectData | null): string {
  return open?.segments.find(({ id }) => id === segmentId)?.name ?? t('results.deletedSegment');
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
