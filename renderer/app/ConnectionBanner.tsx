import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { EmptyState } from '../components/EmptyState.tsx';
import { Mark } from '../components/Mark.tsx';
import type { Connection } from '../engine/connection.ts';
import { t } from '../i18n/words.ts';

/** Before there is an engine to show anything of. */
export function ConnectionPage({ connection }: { readonly connection: Connection }) {
  return (
    <Box component="main" sx={(theme) => ({ height: '100%', display: 'grid', placeItems: 'center', backgroundColor: theme.studio.panel })}>
      <Stack sx={{ alignItems: 'center', gap: 2 }} role={connection.status === 'refused' ? 'alert' : 'status'}>
        <Mark size={36} />
        {connection.status === 'refused' ? (
          <EmptyState title={t('app.pageMayNotTalk')}>{connection.message}</EmptyState>
        ) : connection.status === 'lost' ? (
          <EmptyState
            title={t('app.noConnectionEngine')}
            action={<CircularProgress size={20} color="inherit" aria-label={t('app.tryingAgain')} />}
          >
            {connection.message}
          </EmptyState>
        ) : (
          <EmptyState title={t('app.startingEngine')} />
        )}
      </Stack>
    </Box>
  );
}

/** Over the studio while the engine is away: what is on screen stays, what needs the engine waits. */
export function ConnectionBanner({ connection }: { readonly connection: Connection }) {
  if (connection.status === 'ready') return null;
  return (
    <Stack
      direction="row"
      role="alert"
      sx={(theme) => ({
        position: 'fixed',
        zIndex: theme.zIndex.snackbar + 1,
        top: theme.sizes.titleBar + 12,
        left: '50%',
        transform: 'translateX(-50%)',
        alignItems: 'center',
        gap: 3,
        px: 4,
        py: 2,
        maxWidth: '80vw',
        borderRadius: `${theme.sizes.cardRadius}px`,
        border: `1px solid ${theme.studio.warn}`,
        backgroundColor: theme.studio.raised,
        boxShadow: '0 8px 32px rgb(0 0 0 / 45%)',
      })}
    >
      {connection.status !== 'refused' && <CircularProgress size={16} color="inherit" aria-label={t('app.tryingAgain')} />}
      <Typography>{connection.status === 'connecting' ? t('app.connectingEngine') : connection.message}</Typography>
    </Stack>
  );
}
