import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { t, textsOf } from '../../i18n/words.ts';
import { useView, type ViewerMode } from '../../state/view-store.ts';
import { percentOfScale, percentScale, scaleOfZoom, type StageFacts } from './picture-place.ts';

const modes: readonly { readonly mode: ViewerMode; readonly label: string }[] = [
  textsOf({ label: 'viewer.source' }, { mode: 'source' }),
  textsOf({ label: 'viewer.result' }, { mode: 'result' }),
  textsOf({ label: 'viewer.wipe' }, { mode: 'wipe' }),
  textsOf({ label: 'viewer.sideBySide' }, { mode: 'side-by-side' }),
  textsOf({ label: 'viewer.difference' }, { mode: 'difference' }),
];

/** What is compared, and how close one looks. */
export function ViewerBar({ facts }: { readonly facts: StageFacts }) {
  const mode = useView((view) => view.viewerMode);
  const zoom = useView((view) => view.viewerZoom);
  const { setViewerMode, setViewerZoom } = useView.getState();
  const percent = Math.round(percentOfScale(scaleOfZoom(zoom, facts), facts));
  const twice = zoom.mode === 'free' && percent === 200;

  return (
    <Stack
      direction="row"
      sx={{ alignItems: 'center', gap: 2, px: 3, minWidth: 0, overflow: 'hidden', '& button': { whiteSpace: 'nowrap' } }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={mode}
        aria-label={t('viewer.picture')}
        data-tour="modes"
        onChange={(_, next: ViewerMode | null) => next !== null && setViewerMode(next)}
      >
        {modes.map((entry) => (
          <ToggleButton key={entry.mode} value={entry.mode}>
            {entry.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Stack
        direction="row"
        // Keys, wheel and palette do it too where there is no room for it.
        sx={{ alignItems: 'center', gap: 2, ml: 'auto', '@container (max-width: 580px)': { display: 'none' } }}
      >
        <Typography
          variant="body2"
          sx={{
            color: 'text.secondary',
            whiteSpace: 'nowrap',
            fontVariantNumeric: 'tabular-nums',
            '@container (max-width: 640px)': { display: 'none' },
          }}
        >
          {`${percent} %`}
        </Typography>
        <ToggleButtonGroup exclusive size="small" value={twice ? 'twice' : zoom.mode} aria-label={t('viewer.zoom')}>
          <ToggleButton value="fit" onClick={() => setViewerZoom({ mode: 'fit', panX: 0, panY: 0 })}>
            {t('viewer.fit')}
          </ToggleButton>
          <ToggleButton value="one-to-one" onClick={() => setViewerZoom({ mode: 'one-to-one' })}>
            1:1
          </ToggleButton>
          <ToggleButton value="twice" onClick={() => setViewerZoom({ mode: 'free', scale: percentScale(200, facts) })}>
            200 %
          </ToggleButton>
        </ToggleButtonGroup>
      </Stack>
    </Stack>
  );
}
