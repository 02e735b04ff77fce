import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names at the left, what they are at the right; can be selected and copied. */
export function FactList({ label, facts }: { readonly label: string; readonly facts: readonly Fact[] }) {
  return (
    <Box>
      <Box sx={(theme) => ({ ...theme.typography.heading, pb: 1 })}>{label}</Box>
      <Box component="dl" className="selectable" sx={{ m: 0, display: 'grid', gridTemplateColumns: '104px 1fr', rowGap: 1, columnGap: 2 }}>
        {facts.map(({ name, value }) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="caption" color="textSecondary">
              {name}
            </Typography>
            <Typography component="dd" variant="caption" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
