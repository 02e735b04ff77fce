import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { MAX_MARKER_NAME, type Marker } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';
import { openMarkerName } from './marker-name-field.ts';

interface MarkerNameProps {
  /** Null: it is gone. */
  readonly marker: Marker | null;
  readonly onName: (name: string) => void;
  readonly onRemove: () => void;
}

/** Below the flag: what the marker is called. Enter keeps it, Escape leaves it as it was. */
export function MarkerName({ marker, onName, onRemove }: MarkerNameProps) {
  const [name, setName] = useState(marker?.name ?? '');
  const close = () => openMarkerName(null);
  const keep = () => {
    close();
    if (marker !== null && name.trim() !== marker.name) onName(name.trim());
  };
  return (
    <Popover
      open={marker !== null}
      onClose={close}
      anchorEl={() => document.querySelector(`[data-marker="${marker?.frame ?? ''}"]`)}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{ paper: { role: 'dialog', 'aria-label': t('timeline.nameMarker') } }}
      // The keys that are typed here are no commands of the timeline.
      onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
    >
      <Stack
        component="form"
        direction="row"
        sx={{ gap: 2, p: 2 }}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <OutlinedInput
          autoFocus
          size="small"
          value={name}
          placeholder={t('timeline.markerName')}
          onChange={(event) => setName(event.target.value)}
          inputProps={{ 'aria-label': t('timeline.markerName'), maxLength: MAX_MARKER_NAME }}
          sx={{ width: 220 }}
        />
        <Button
          onClick={() => {
            close();
            onRemove();
          }}
        >
          {t('timeline.removeMarker')}
        </Button>
        <Button type="submit" variant="contained">
          {t('timeline.keepMarkerName')}
        </Button>
      </Stack>
    </Popover>
  );
}
