import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** The small capitals over a group, with what can be done to the group at the right. */
export function PanelHeading({
  id,
  children,
  actions,
}: {
  readonly id?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <Stack
      direction="row"
      sx={(theme) => ({ alignItems: 'center', gap: 1, minHeight: theme.sizes.panelHeader, pl: 3.5, pr: 2, flex: 'none' })}
    >
      <Typography variant="heading" component="h2" noWrap {...(id === undefined ? {} : { id })} sx={{ flex: 1, minWidth: 0, m: 0 }}>
        {children}
      </Typography>
      {actions}
    </Stack>
  );
}
