import CloseIcon from '@mui/icons-material/Close';
import RefreshIcon from '@mui/icons-material/RefreshRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Caption, Segment } from '../../../native/contract/index.ts';
import { promptOf } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { IconAction } from '../../components/ActionButton.tsx';
import { t } from '../../i18n/words.ts';
import { showOverlay } from '../../state/overlay-store.ts';
import { describeSegment, forgetDescribing, type Describing } from './describing.ts';
import { setPrompts } from './prompt-edits.ts';

/** The answer as it comes, and what to do with it. Nothing is changed before it is accepted. */
export function CaptionAnswer({ segment, describing }: { readonly segment: Segment; readonly describing: Describing }) {
  const { prompt } = promptOf(segment);
  const accept = (text: string, caption: Caption) =>
    run(async () => {
      await setPrompts([segment.id], { prompt: text }, { caption });
      forgetDescribing(segment.id);
    });
  switch (describing.status) {
    case 'asking':
      return (
        <Answer
          words={describing.text === '' ? t('prompt.waitingForFirstWord') : describing.text}
          quiet={describing.text === ''}
          busy
          actions={
            <Button variant="outlined" onClick={describing.stop}>
              {t('common.stop')}
            </Button>
          }
        />
      );
    case 'failed':
      return (
        <Answer
          words={describing.message}
          failed
          actions={
            <>
              <Button variant="outlined" onClick={() => run(() => describeSegment(segment.id))}>
                {t('prompt.tryAgain')}
              </Button>
              <Button variant="text" onClick={() => showOverlay('captions')}>
                {t('prompt.settings')}
              </Button>
              <Box sx={{ flex: 1 }} />
              <IconAction label={t('common.close')} onClick={() => forgetDescribing(segment.id)}>
                <CloseIcon />
              </IconAction>
            </>
          }
        />
      );
    case 'answered': {
      const { caption, cached } = describing;
      return (
        <Answer
          words={caption.text}
          note={cached ? t('prompt.fromLastTimeThese') : undefined}
          actions={
            <>
              <Button variant="contained" onClick={() => accept(caption.text, caption)}>
                {prompt.trim() === '' ? t('prompt.useAsPrompt') : t('prompt.replacePrompt')}
              </Button>
              {prompt.trim() !== '' && (
                <Button variant="outlined" onClick={() => accept(`${prompt.trim().replace(/[.,;]$/, '')}. ${caption.text}`, caption)}>
                  {t('prompt.append')}
                </Button>
              )}
              <Box sx={{ flex: 1 }} />
              <IconAction label={t('prompt.askAgain')} onClick={() => run(() => describeSegment(segment.id, { again: true }))}>
                <RefreshIcon />
              </IconAction>
              <IconAction label={t('prompt.discard')} onClick={() => forgetDescribing(segment.id)}>
                <CloseIcon />
              </IconAction>
            </>
          }
        />
      );
    }
  }
}

interface AnswerProps {
  readonly words: string;
  readonly quiet?: boolean;
  readonly busy?: boolean;
  readonly failed?: boolean;
  readonly note?: string | undefined;
  readonly actions: React.ReactNode;
}

function Answer({ words, quiet = false, busy = false, failed = false, note, actions }: AnswerProps) {
  return (
    <Box
      // In a low window the buttons would lie below the edge.
      ref={(element: HTMLElement | null) => {
        element?.scrollIntoView({ block: 'nearest' });
      }}
      sx={(theme) => ({
        border: `1px solid ${failed ? theme.studio.error : theme.studio.edge}`,
        borderRadius: `${theme.sizes.cardRadius}px`,
        backgroundColor: theme.studio.field,
        p: 2.5,
      })}
    >
      <Typography
        className="selectable"
        role={failed ? 'alert' : 'status'}
        aria-label={failed ? undefined : t('prompt.description')}
        aria-busy={busy}
        variant={failed ? 'body2' : 'body1'}
        sx={{ color: failed ? 'error.main' : quiet ? 'text.disabled' : 'text.primary', overflowWrap: 'anywhere', minHeight: 20 }}
      >
        {words}
      </Typography>
      {note !== undefined && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0, mt: 1 }}>
          {note}
        </Typography>
      )}
      <Stack direction="row" sx={{ gap: 1.5, mt: 2.5, alignItems: 'center' }}>
        {actions}
      </Stack>
    </Box>
  );
}
