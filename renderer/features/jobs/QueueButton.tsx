import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { run } from '../../app/run-command.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { callEngine } from '../../engine/engine-client.ts';
import { useJobs } from '../../engine/project-data.ts';
import { useOverlay } from '../../state/overlay-store.ts';
import { isActive } from './job-words.ts';
import { JobRow } from './JobRow.tsx';

/** The badge in the title bar and the list behind it: active jobs first, then what ended, newest first. */
export function QueueButton() {
  const jobs = useJobs();
  const open = useOverlay((state) => state.queueOpen);
  const anchor = useRef<HTMLButtonElement>(null);
  const active = jobs.filter(isActive);
  const ended = jobs.filter((job) => !isActive(job)).reverse();
  const failed = ended.filter((job) => job.state === 'failed').length;
  const setOpen = (queueOpen: boolean) => useOverlay.setState({ queueOpen });
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
        {active.length > 0 ? `Queue ${active.length}` : failed > 0 ? `Queue: ${failed} failed` : 'Queue'}
      </Button>
      <Popover
        open={open}
        anchorEl={() => anchor.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -8, horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Queue', sx: { width: 400, maxHeight: 'min(560px, 80vh)' } } }}
      >
        <PanelHeading
          actions={
            ended.length > 0 && (
              <Button
                variant="text"
                onClick={() =>
                  run(async () => {
                    await Promise.all(ended.map(({ id }) => callEngine('job.forget', { id })));
                  })
                }
                sx={{ height: 24, fontSize: 12 }}
              >
                Clear ended
              </Button>
            )
          }
        >
          Queue
        </PanelHeading>
        {jobs.length === 0 ? (
          <EmptyState title="Nothing is queued">
            Previews and restores appear here, with their progress. They go on while you edit.
          </EmptyState>
        ) : (
          <Box component="ul" sx={(theme) => ({ listStyle: 'none', m: 0, p: 0, borderTop: `1px solid ${theme.studio.line}` })}>
            {[...active, ...ended].map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </Box>
        )}
        {active.length > 1 && (
          <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0, px: 3.5, py: 2 }}>
            One job runs at a time, so that each has the whole machine.
          </Typography>
        )}
      </Popover>
    </>
  );
}
