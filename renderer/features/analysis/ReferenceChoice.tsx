import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import type { Segment } from '../../../native/contract/index.ts';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { useProject } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { chooseReference, useMeasuring } from './measuring.ts';
import type { NumberedRun } from './run-numbers.ts';

const none = '';

/** The clip as it should be, when the project has one of the result's size: PSNR and SSIM are measured against it. */
export function ReferenceChoice({ segment, chosen }: { readonly segment: Segment; readonly chosen: readonly NumberedRun[] }) {
  const assets = useProject()?.assets ?? [];
  const reference = useMeasuring((state) => state.references.get(segment.id) ?? null);
  const fitting = assets.filter(
    ({ id, media: { video } }) =>
      id !== segment.assetId && chosen.some(({ run }) => run.width === video.width && run.height === video.height),
  );
  if (fitting.length === 0) return null;
  return (
    <Box>
      <FieldLabel id="true-clip" title={t('analysis.trueClip')} hint={t('analysis.clipAsShouldAs')} />
      <Select
        size="small"
        fullWidth
        displayEmpty
        value={reference ?? none}
        onChange={(event) => chooseReference(segment.id, event.target.value === none ? null : event.target.value)}
        SelectDisplayProps={{ 'aria-labelledby': 'true-clip' }}
      >
        <MenuItem value={none}>{t('analysis.none2')}</MenuItem>
        {fitting.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Select>
    </Box>
  );
}
