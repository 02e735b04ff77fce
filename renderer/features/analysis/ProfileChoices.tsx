import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { ScanLine } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { useProfileSave } from '../../engine/profile-save.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { saveProfile } from './save-profile.ts';
import { lineAt, lineCount, linePlace } from './scan-line.ts';

/** Which line, and the way into a file. */
export function ProfileChoices({ clip }: { readonly clip: Clip }) {
  const line = useView((view) => view.profile.line);
  const { video } = clip.asset.media;
  const { setProfile } = useView.getState();
  return (
    <>
      <Box>
        <FieldLabel id="scan-line" title={t('analysis.scanLine')} hint={t('analysis.dragDashedLineOn')} />
        <Stack direction="row" sx={{ gap: 2 }}>
          <ToggleButtonGroup
            exclusive
            fullWidth
            value={line.axis}
            aria-labelledby="scan-line"
            onChange={(_event, axis: ScanLine['axis'] | null) => axis !== null && setProfile({ line: { ...line, axis } })}
          >
            <ToggleButton value="row">{t('analysis.row')}</ToggleButton>
            <ToggleButton value="column">{t('analysis.column')}</ToggleButton>
          </ToggleButtonGroup>
          <PlaceInput
            key={`${line.axis} ${line.position}`}
            label={t('analysis.n0', {
              value: line.axis === 'row' ? t('analysis.row') : t('analysis.column'),
              line: lineCount(line, video) - 1,
            })}
            place={linePlace(line, video)}
            onPlace={(place) => setProfile({ line: lineAt(line.axis, place, video) })}
          />
        </Stack>
      </Box>
      <SaveProfile />
    </>
  );
}

function PlaceInput({
  label,
  place,
  onPlace,
}: {
  readonly label: string;
  readonly place: number;
  readonly onPlace: (place: number) => void;
}) {
  const [typed, setTyped] = useState(String(place));
  const take = () => {
    if (/^\d+$/.test(typed.trim())) onPlace(Number(typed));
    else setTyped(String(place));
  };
  return (
    <OutlinedInput
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
      inputProps={{ 'aria-label': label, inputMode: 'numeric' }}
      sx={(theme) => ({ width: 84, flex: 'none', fontFamily: theme.fonts.mono, '& input': { fontSize: 12, textAlign: 'right' } })}
    />
  );
}

function SaveProfile() {
  const saving = useProfileSave((state) => state.saving);
  if (saving === null) {
    return (
      <ActionButton variant="outlined" hint={t('analysis.sourceChosenRunsOn')} onClick={() => perform(saveProfile)}>
        {t('analysis.saveAsPNG')}
      </ActionButton>
    );
  }
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 3 }}>
      <LinearProgress variant="determinate" value={saving.fraction * 100} aria-label={t('analysis.savingProfile')} sx={{ flex: 1 }} />
      <Button variant="outlined" onClick={saving.cancel}>
        {t('common.cancel')}
      </Button>
    </Stack>
  );
}
