import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import LinearProgress from '@mui/material/LinearProgress';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { RunId, ScanLine, Segment } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useRuns } from '../../engine/project-data.ts';
import { useProfileSave } from '../../engine/profile-save.ts';
import { useView } from '../../state/view-store.ts';
import { runTitle } from '../results/run-words.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { useComparedRun } from '../viewer/viewer-facts.ts';
import { runsWithLane } from './profile-lanes.ts';
import { saveProfile } from './save-profile.ts';
import { lineAt, lineCount, linePlace } from './scan-line.ts';

interface ProfileChoicesProps {
  readonly clip: Clip;
  readonly segment: Segment;
}

/** Which line, which runs, and the way into a file. */
export function ProfileChoices({ clip, segment }: ProfileChoicesProps) {
  const line = useView((view) => view.profile.line);
  const { video } = clip.asset.media;
  const { setProfile } = useView.getState();
  return (
    <>
      <Box>
        <FieldLabel id="scan-line" title="Scan line" hint="Drag the dashed line on the picture, or move it with the arrow keys." />
        <Stack direction="row" sx={{ gap: 2 }}>
          <ToggleButtonGroup
            exclusive
            fullWidth
            value={line.axis}
            aria-labelledby="scan-line"
            onChange={(_event, axis: ScanLine['axis'] | null) => axis !== null && setProfile({ line: { ...line, axis } })}
          >
            <ToggleButton value="row">Row</ToggleButton>
            <ToggleButton value="column">Column</ToggleButton>
          </ToggleButtonGroup>
          <PlaceInput
            key={`${line.axis} ${line.position}`}
            label={`${line.axis === 'row' ? 'Row' : 'Column'}, 0 to ${lineCount(line, video) - 1}`}
            place={linePlace(line, video)}
            onPlace={(place) => setProfile({ line: lineAt(line.axis, place, video) })}
          />
        </Stack>
      </Box>
      <LaneChoices clip={clip} segment={segment} />
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

function LaneChoices({ clip, segment }: ProfileChoicesProps) {
  const runs = useRuns(segment.id);
  const chosen = useView((view) => view.profile.runIds);
  const compared = useComparedRun(clip);
  const models = useEngineQuery('models.list', {}).data?.models ?? [];
  const shown = runsWithLane({ runs, chosen, compared }).map(({ id }) => id);
  const toggle = (id: RunId) =>
    useView.getState().setProfile({ runIds: shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id] });
  return (
    <Box role="group" aria-labelledby="profile-lanes">
      <FieldLabel id="profile-lanes" title="Lanes" />
      <LaneRow side="source" title="Source" detail={clip.asset.name} />
      {runs.map((run, index) => (
        <LaneRow
          key={run.id}
          side="result"
          title={`Run ${runs.length - index}${run.purpose === 'preview' ? ' · preview' : ''}`}
          detail={runTitle(run, models)}
          checked={shown.includes(run.id)}
          onToggle={() => toggle(run.id)}
        />
      ))}
      {runs.length === 0 && (
        <Typography variant="body2" color="textDisabled" sx={{ mt: 1 }}>
          No runs of this segment yet. Preview or restore it, and its results can be laid below the source.
        </Typography>
      )}
    </Box>
  );
}

interface LaneRowProps {
  readonly side: 'source' | 'result';
  readonly title: string;
  readonly detail: string;
  readonly checked?: boolean;
  /** Absent: it always has its lane. */
  readonly onToggle?: () => void;
}

function LaneRow({ side, title, detail, checked = true, onToggle }: LaneRowProps) {
  return (
    <Stack component="label" direction="row" sx={{ alignItems: 'center', gap: 2, minHeight: 28 }}>
      <Checkbox
        size="small"
        checked={checked}
        disabled={onToggle === undefined}
        onChange={onToggle}
        slotProps={{ input: { 'aria-label': `Lane of ${title}` } }}
        sx={(theme) => ({
          p: 0,
          color: theme.studio.edge,
          '&.Mui-checked, &.Mui-disabled': { color: theme.studio[side] },
          '&.Mui-focusVisible': { outline: `2px solid ${theme.studio.result}`, outlineOffset: 1, borderRadius: 1 },
        })}
      />
      <Typography noWrap sx={(theme) => ({ color: theme.studio[side], flex: 'none' })}>
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary" noWrap sx={{ minWidth: 0 }}>
        {detail}
      </Typography>
    </Stack>
  );
}

function SaveProfile() {
  const saving = useProfileSave((state) => state.saving);
  if (saving === null) {
    return (
      <ActionButton
        variant="outlined"
        hint="Source and chosen runs on one time axis, one pixel a frame"
        onClick={() => perform(saveProfile)}
      >
        Save as PNG
      </ActionButton>
    );
  }
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 3 }}>
      <LinearProgress variant="determinate" value={saving.fraction * 100} aria-label="Saving the profile" sx={{ flex: 1 }} />
      <Button variant="outlined" onClick={saving.cancel}>
        Cancel
      </Button>
    </Stack>
  );
}
