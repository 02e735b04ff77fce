import CloseIcon from '@mui/icons-material/Close';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useState } from 'react';
import { t } from '../i18n/words.ts';
import { useNotices, type Notice } from '../state/notice-store.ts';
import { timelineHeight, useLayout } from '../state/layout-store.ts';
import { useView } from '../state/view-store.ts';
import { IconAction } from './ActionButton.tsx';

/** Milliseconds on screen, longer than it takes to read; the pointer or the keyboard on it holds it. */
const staysMs: Readonly<Record<Notice['severity'], number>> = { info: 5000, success: 6000, warning: 15_000, error: 20_000 };

/** Dialogs, and panels that float; not menus, which are gone with the next press. */
const layerOpen = 'body:has(> :is(.MuiDialog-root, .MuiPopover-root:not(.MuiMenu-root)))';

/** What the studio has to say, one at a time, oldest first. */
export function Notices() {
  const notice = useNotices((state) => state.queue[0]);
  const more = useNotices((state) => Math.max(0, state.queue.length - 1));
  return notice === undefined ? null : <NoticeBar key={notice.id} notice={notice} more={more} />;
}

function NoticeBar({ notice, more }: { readonly notice: Notice; readonly more: number }) {
  const [expanded, setExpanded] = useState(false);
  // Over the viewer rather than over the timeline, where the hand is; below what floats, which leaves it room there.
  const profileShown = useView((view) => view.profile.shown);
  const timeline = useLayout((layout) => (layout.timelineShown ? timelineHeight(layout, profileShown) : '0px'));
  const dismiss = () => useNotices.getState().dismiss(notice.id);
  const { action, details = [] } = notice;
  return (
    <Snackbar
      open
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      autoHideDuration={expanded ? null : staysMs[notice.severity]}
      onClose={(_event, reason) => reason === 'timeout' && dismiss()}
      sx={(theme) => ({
        bottom: `calc(${timeline} + ${theme.sizes.transport + theme.sizes.statusBar + 12}px) !important`,
        [`${layerOpen} &`]: { bottom: `${theme.spacing(2)} !important` },
      })}
    >
      <Alert
        severity={notice.severity}
        variant="outlined"
        sx={(theme) => ({
          alignItems: 'flex-start',
          maxWidth: 'min(640px, 90vw)',
          backgroundColor: theme.studio.raised,
          color: theme.studio.text,
          ...theme.typography.body1,
          borderColor: theme.studio.edge,
          boxShadow: '0 8px 32px rgb(0 0 0 / 45%)',
          py: 1,
          px: 3,
          '& .MuiAlert-message': { py: 1.25, overflowWrap: 'anywhere' },
          '& .MuiAlert-icon': { py: 1.5, mr: 2 },
          '& .MuiAlert-action': { py: 0, pl: 3, gap: 1, alignItems: 'center' },
        })}
        action={
          <>
            {details.length > 0 && (
              <Button variant="text" aria-expanded={expanded} onClick={() => setExpanded(!expanded)}>
                {expanded ? t('components.less') : t('components.details')}
              </Button>
            )}
            {action !== undefined && (
              <Button
                variant="text"
                onClick={() => {
                  dismiss();
                  action.run();
                }}
                sx={{ color: 'result.main' }}
              >
                {action.label}
              </Button>
            )}
            <IconAction label={more > 0 ? t('components.dismissMore', { more }) : t('components.dismiss')} onClick={dismiss}>
              <CloseIcon />
            </IconAction>
          </>
        }
      >
        {notice.message}
        {expanded && (
          <Box component="ul" className="selectable" sx={{ m: 0, mt: 2, pl: 4, maxHeight: 200, overflow: 'auto' }}>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </Box>
        )}
      </Alert>
    </Snackbar>
  );
}
