import MovieIcon from '@mui/icons-material/MovieOutlined';
import Box from '@mui/material/Box';
import { useState } from 'react';
import type { MediaRef } from '../../../native/contract/index.ts';
import { usePictureUrl } from '../../engine/pictures.ts';

/** What a project looked like when it was closed; a quiet sign where that is not known. Decoration beside its name. */
export function ProjectPicture({ picture }: { readonly picture: MediaRef | null }) {
  const url = usePictureUrl(picture ?? undefined);
  const [broken, setBroken] = useState(false);
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        ...{ width: theme.sizes.thumbWidth, height: theme.sizes.thumbHeight, flex: 'none', borderRadius: 1, overflow: 'hidden' },
        ...{ display: 'grid', placeItems: 'center', backgroundColor: theme.studio.raised, color: 'text.disabled' },
        '& svg': { fontSize: 20 },
      })}
    >
      {url === null || broken ? (
        <MovieIcon />
      ) : (
        <Box
          component="img"
          src={url}
          alt=""
          draggable={false}
          onError={() => setBroken(true)}
          sx={{ width: '100%', height: '100%', objectFit: 'cover' }}
        />
      )}
    </Box>
  );
}
