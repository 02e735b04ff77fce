import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { CaptionFrame, Segment } from '../../../native/contract/index.ts';
import { errorMessage, useEngineQuery } from '../../engine/engine-client.ts';
import { usePictureUrl } from '../../engine/pictures.ts';
import { useProject } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';

/** The very pictures that would be sent. */
export function SentFrames({ segment }: { readonly segment: Segment }) {
  const project = useProject();
  const { data, isError, error } = useEngineQuery(
    'caption.frames',
    project === null ? null : { projectId: project.head.id, segmentId: segment.id },
    { keepPrevious: true },
  );
  if (isError) {
    return (
      <Typography variant="body2" color="error" role="alert">
        {errorMessage(error)}
      </Typography>
    );
  }
  const columns = Math.min(4, Math.max(1, data?.frames.length ?? 4));
  return (
    <Box role="list" aria-label={t('prompt.framesSent')} sx={{ display: 'grid', gridTemplateColumns: `repeat(${columns}, 1fr)`, gap: 1 }}>
      {data === undefined
        ? Array.from({ length: columns }, (_, place) => <SentFrame key={place} sent={null} />)
        : data.frames.map((sent) => <SentFrame key={sent.frame} sent={sent} />)}
    </Box>
  );
}

function SentFrame({ sent }: { readonly sent: CaptionFrame | null }) {
  const url = usePictureUrl(sent?.ref);
  return (
    <Box
      role="listitem"
      sx={(theme) => ({
        aspectRatio: '16 / 9',
        borderRadius: 1,
        overflow: 'hidden',
        backgroundColor: theme.studio.picture,
        position: 'relative',
      })}
    >
      {sent !== null && url !== null && (
        <Box
          component="img"
          src={url}
          alt={t('prompt.frame', { frame: sent.frame })}
          draggable={false}
          sx={{ width: '100%', height: '100%', objectFit: 'contain' }}
        />
      )}
    </Box>
  );
}
