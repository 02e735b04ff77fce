import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Why a lane is empty, in its own place. */
export function LaneWords({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <Box
      title={title}
      sx={(theme) => ({
        ...theme.typography.caption,
        position: 'absolute',
        left: 8,
        top: '50%',
        transform: 'translateY(-50%)',
        px: 1,
        backgroundColor: theme.studio.panel,
        color: theme.studio.faint,
        pointerEvents: title === undefined ? 'none' : 'auto',
      })}
    >
      {children}
    </Box>
  );
}
