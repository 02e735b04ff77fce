import Box from '@mui/material/Box';
import { Fragment } from 'react';
import { shortcutKeys } from '../app/shortcut-words.ts';

/** A shortcut as key caps. */
export function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, flex: 'none' }}>
      {shortcutKeys(shortcut).map((key) => (
        <Fragment key={key}>
          <Box
            component="kbd"
            sx={(theme) => ({
              ...theme.typography.caption,
              fontFamily: theme.fonts.text,
              minWidth: 20,
              px: 1,
              textAlign: 'center',
              lineHeight: '18px',
              border: `1px solid ${theme.studio.edge}`,
              borderBottomWidth: 2,
              borderRadius: 1,
              color: theme.studio.dim,
              backgroundColor: theme.studio.raised,
            })}
          >
            {key}
          </Box>{' '}
        </Fragment>
      ))}
    </Box>
  );
}
