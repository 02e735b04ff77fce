import Box from '@mui/material/Box';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { lineWords } from './scan-line.ts';
import type { Profile } from './use-profile.ts';

/** What each lane is, in the colour of its side. */
export function ProfileLabels({ clip, profile: { lanes } }: { readonly clip: Clip; readonly profile: Profile }) {
  const line = useView((view) => view.profile.line);
  const words = lineWords(line, clip.asset.media.video);
  const rows = lanes.length === 0 ? [{ title: t('analysis.profile'), side: null }] : lanes;
  return (
    <>
      {rows.map(({ title, side }, index) => (
        <Box
          key={`${title} ${index}`}
          sx={(theme) => ({
            ...theme.typography.caption,
            flex: 1,
            minHeight: 0,
            overflow: 'hidden',
            display: 'flex',
            flexDirection: 'column',
            justifyContent: 'center',
            px: 3.5,
            color: side === null ? theme.studio.faint : theme.studio[side],
          })}
        >
          <span>{title}</span>
          {index === 0 && <Box sx={(theme) => ({ ...theme.typography.mono, fontSize: 10, color: theme.studio.faint })}>{words}</Box>}
        </Box>
      ))}
      {/* The hint below a lonely source takes a lane's room. */}
      {lanes.length === 1 && <Box sx={{ flex: 1 }} />}
    </>
  );
}
