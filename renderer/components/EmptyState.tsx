import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** What a panel says when there is nothing in it: what belongs here and how to get it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <Stack sx={{ alignItems: 'center', textAlign: 'center', gap: 1, p: 5, color: 'text.secondary' }}>
      {icon !== undefined && <Box sx={{ color: 'text.disabled', mb: 1, '& svg': { fontSize: 28 } }}>{icon}</Box>}
      <Typography variant="subtitle2" color="textPrimary">
        {title}
      </Typography>
      {children !== undefined && (
        <Typography variant="body2" sx={{ maxWidth: 260, textWrap: 'balance' }}>
          {children}
        </Typography>
      )}
      {action !== undefined && <Box sx={{ mt: 2 }}>{action}</Box>}
    </Stack>
  );
}
