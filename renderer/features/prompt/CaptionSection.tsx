import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Segment } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { countText } from '../../components/quantity-words.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProject } from '../../engine/project-data.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { showOverlay } from '../../state/overlay-store.ts';
import { CaptionAnswer } from './CaptionAnswer.tsx';
import { describeSegment, describeSegments, useDescribing } from './describing.ts';
import { BatchProgress } from './BatchProgress.tsx';
import { SentFrames } from './SentFrames.tsx';

/** A vision model's words about the segments: what would be sent is shown first, and nothing is sent before a button is pressed. */
export function CaptionSection({ segments, first }: { readonly segments: readonly Segment[]; readonly first: Segment }) {
  const open = useProject();
  const status = useEngineQuery('caption.status', {}).data;
  const model = useEngineQuery('settings.get', {}).data?.captions.model ?? '';
  const describing = useDescribing((state) => state.bySegment.get(first.id));
  const batch = useDescribing((state) => state.batch);
  if (status === undefined) return null;
  if (!status.usable) return <NotSetUp reason={said(status.reason ?? '')} />;
  const one = segments.length === 1;
  const more = (open?.segments.length ?? 0) > 1;
  return (
    <Stack sx={{ gap: 2.5 }}>
      {one && <SentFrames segment={first} />}
      <Typography variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {one
          ? t('prompt.theseFramesGo', { model, host: status.endpointHost })
          : t('prompt.framesGo', { counted: countText(segments.length, 'segment'), model, host: status.endpointHost })}
      </Typography>
      {batch !== null ? (
        <BatchProgress batch={batch} />
      ) : one && describing !== undefined ? (
        <CaptionAnswer segment={first} describing={describing} />
      ) : (
        <Stack direction="row" sx={{ gap: 2 }}>
          {one ? (
            <>
              <ActionButton variant="outlined" onClick={() => run(() => describeSegment(first.id))} sx={{ flex: 1 }}>
                {t('prompt.describeSegment')}
              </ActionButton>
              {more && (
                <ActionButton variant="text" hint={t('prompt.oneAfterOtherThose')} onClick={() => run(() => describeSegments(null))}>
                  {t('prompt.allSegments')}
                </ActionButton>
              )}
            </>
          ) : (
            <ActionButton
              variant="outlined"
              hint={t('prompt.thoseHavePromptAlready')}
              onClick={() => run(() => describeSegments(segments.map(({ id }) => id)))}
              sx={{ flex: 1 }}
            >
              {t('prompt.describeSegments', { count: segments.length })}
            </ActionButton>
          )}
        </Stack>
      )}
    </Stack>
  );
}

function NotSetUp({ reason }: { readonly reason: string }) {
  return (
    <Box>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2.5, textWrap: 'pretty' }}>
        {reason.startsWith(t('prompt.captionsOff')) ? t('prompt.visionModelCanWrite') : reason}
      </Typography>
      <ActionButton variant="outlined" onClick={() => showOverlay('captions')}>
        {t('prompt.setUpCaptions')}
      </ActionButton>
    </Box>
  );
}
