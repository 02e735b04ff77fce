import { useQueryClient } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useView } from '../../state/view-store.ts';
import { useSettled } from '../../components/use-settled.ts';
import { t } from '../../i18n/words.ts';
import type { Profile } from './use-profile.ts';

/** What is quick is not talked about. */
const patienceMs = 400;

/** How far the lanes in sight are, and a way to stop it or to go on. */
export function ProfileReading({ profile: { total, ready, stopped, lanes } }: { readonly profile: Profile }) {
  const queries = useQueryClient();
  const failed = lanes.some(({ error }) => error !== null);
  const reading = useSettled(ready < total && !failed, patienceMs) && ready < total;
  if (!reading) return null;
  const stop = () => {
    useView.getState().stopProfile();
    void queries.cancelQueries({ queryKey: ['profile.page'] });
  };
  return (
    <Box
      onPointerDown={(event) => event.stopPropagation()}
      sx={(theme) => ({
        ...theme.typography.caption,
        position: 'absolute',
        right: 8,
        bottom: 6,
        zIndex: 5,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        pl: 2,
        borderRadius: 1,
        color: theme.onPicture.text,
        backgroundColor: 'rgb(0 0 0 / 78%)',
        border: `1px solid ${theme.onPicture.line}`,
      })}
    >
      <span role="status">
        {stopped ? t('analysis.stoppedAfterPieces', { ready, total }) : t('analysis.readingFramesPieces', { ready, total })}
      </span>
      <Button
        variant="text"
        onClick={stopped ? () => useView.getState().setProfile({}) : stop}
        sx={(theme) => ({ height: 22, px: 2, fontSize: 11, color: theme.onPicture.result })}
      >
        {stopped ? t('analysis.goOn') : t('common.stop')}
      </Button>
    </Box>
  );
}
