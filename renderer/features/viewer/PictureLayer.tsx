import Box from '@mui/material/Box';
import type { ProxyScreen } from './use-proxy-screen.ts';
import type { SidePicture } from './use-side-picture.ts';

interface PictureLayerProps {
  readonly label: string;
  /** The other side alone is looked at. */
  readonly hidden: boolean;
  readonly muted?: boolean;
  readonly screen: ProxyScreen;
  readonly still: { readonly url: string } | null;
  readonly seen: SidePicture;
}

const fill = { position: 'absolute', inset: 0, width: '100%', height: '100%', objectFit: 'fill' } as const;

/** One side's picture: a decoded still, and the proxy that is seen while it moves and until the still is there. */
export function PictureLayer({ label, hidden, muted = false, screen, still, seen }: PictureLayerProps) {
  const { url, setCanvas } = screen;
  // `display` would stop the decoder, and `visibility: visible` would shine through a hidden parent.
  const when = (shown: boolean): React.CSSProperties => ({ visibility: shown && !hidden ? 'visible' : 'hidden' });
  return (
    <Box sx={{ position: 'absolute', inset: 0 }}>
      {url !== null && (
        <>
          <PlayedVideo muted={muted} screen={screen} style={when(seen === 'video')} />
          <Box component="canvas" ref={setCanvas} role="img" aria-label={label} sx={fill} style={when(seen === 'canvas')} />
        </>
      )}
      {still !== null && <Box component="img" src={still.url} alt={label} draggable={false} sx={fill} style={when(seen === 'still')} />}
    </Box>
  );
}

interface PlayedVideoProps {
  readonly muted: boolean;
  readonly screen: ProxyScreen;
  readonly style: React.CSSProperties;
}

/** A proxy that plays; alone, unseen, it carries time and sound. */
export function PlayedVideo({ muted, screen, style }: PlayedVideoProps) {
  const { url, setVideo } = screen;
  if (url === null) return null;
  return (
    <Box
      component="video"
      ref={setVideo}
      src={url}
      muted={muted}
      playsInline
      preload="auto"
      aria-hidden
      tabIndex={-1}
      sx={fill}
      style={style}
    />
  );
}
