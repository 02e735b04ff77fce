import Box from '@mui/material/Box';
import type { Ref } from 'react';
import type { Proxy } from '../../../native/contract/index.ts';
import { usePictureUrl } from '../../engine/pictures.ts';

interface PictureLayerProps {
  readonly label: string;
  /** The other side alone is looked at. */
  readonly hidden: boolean;
  readonly muted?: boolean;
  readonly videoRef: Ref<HTMLVideoElement>;
  readonly proxy: Proxy | undefined;
  /** The <video> is on the right frame. */
  readonly videoShown: boolean;
  /** Null while it moves. */
  readonly still: { readonly url: string } | null;
}

const fill = { position: 'absolute', inset: 0, width: '100%', height: '100%', objectFit: 'fill' } as const;

/** One side's picture: a decoded still, and under it the proxy that is seen while it moves and until the still is there. */
export function PictureLayer({ label, hidden, muted = false, videoRef, proxy, videoShown, still }: PictureLayerProps) {
  const proxyUrl = usePictureUrl(proxy?.ref);
  // `display` would stop the decoder, and `visibility: visible` would shine through a hidden parent.
  const seen = (shown: boolean): React.CSSProperties => ({ visibility: shown && !hidden ? 'visible' : 'hidden' });
  return (
    <Box sx={{ position: 'absolute', inset: 0 }}>
      {proxyUrl !== null && (
        <Box
          component="video"
          ref={videoRef}
          src={proxyUrl}
          muted={muted}
          playsInline
          preload="auto"
          aria-hidden
          tabIndex={-1}
          sx={fill}
          style={seen(videoShown)}
        />
      )}
      {still !== null && <Box component="img" src={still.url} alt={label} draggable={false} sx={fill} style={seen(true)} />}
    </Box>
  );
}
