import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { useEffect, useRef } from 'react';
import { useJobs } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { dropToldNotices } from '../../state/notice-store.ts';
import { useOverlay } from '../../state/overlay-store.ts';
import { isActive } from './job-words.ts';
import { QueuePanel } from './QueuePanel.tsx';

/** The badge in the title bar, and the queue behind it. */
export function QueueButton() {
  const jobs = useJobs();
  const open = useOverlay((state) => state.queueOpen);
  const anchor = useRef<HTMLButtonElement>(null);
  const active = jobs.filter(isActive);
  const failed = jobs.filter((job) => job.state === 'failed').length;
  const setOpen = (queueOpen: boolean) => useOverlay.setState({ queueOpen });
  useEffect(dropToldNotices, [open]);
  return (
    <>
      <Button
        ref={anchor}
        variant="text"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        sx={(theme) => ({
          height: 24,
          borderRadius: '12px',
          px: 2.5,
          fontSize: 12,
          backgroundColor: theme.studio.raised,
          color: failed > 0 ? theme.studio.error : active.length > 0 ? theme.studio.result : theme.studio.dim,
        })}
      >
        {active.length > 0 ? t('jobs.queue', { active: active.length }) : failed > 0 ? t('jobs.queueFailed', { failed }) : t('jobs.queue2')}
      </Button>
      <Popover
        open={open}
        anchorEl={() => anchor.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -8, horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('jobs.queue2'), sx: { width: 440, maxHeight: 'min(560px, 80vh)' } } }}
      >
        <QueuePanel />
      </Popover>
    </>
  );
}
