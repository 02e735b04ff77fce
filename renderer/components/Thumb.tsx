import Box from '@mui/material/Box';
import type { PictureSource } from '../../native/contract/index.ts';
import { usePictureUrl, useStill } from '../engine/pictures.ts';

/** A small still. Decoration beside a name, so it is silent for screen readers. */
export function Thumb({
  of,
  frame,
  side,
}: {
  readonly of: PictureSource | null;
  readonly frame: number;
  readonly side: 'source' | 'result';
}) {
  const still = useStill(of, frame, 160);
  const url = usePictureUrl(still.data);
  return (
    <Box
      sx={(theme) => ({
        width: theme.sizes.thumbWidth,
        height: theme.sizes.thumbHeight,
        flex: 'none',
        borderRadius: 1,
        overflow: 'hidden',
        position: 'relative',
        backgroundColor: theme.studio.picture,
        '&::after': {
          content: '""',
          position: 'absolute',
          inset: 'auto 0 0',
          height: 2,
          backgroundColor: side === 'source' ? theme.studio.source : theme.studio.result,
        },
      })}
    >
      {url !== null && (
        <Box component="img" src={url} alt="" draggable={false} sx={{ width: '100%', height: '100%', objectFit: 'cover' }} />
      )}
    </Box>
  );
}
