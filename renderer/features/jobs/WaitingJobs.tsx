import DragIndicatorIcon from '@mui/icons-material/DragIndicator';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useLayoutEffect, useRef } from 'react';
import type { Job, JobId } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { t } from '../../i18n/words.ts';
import { JobRow } from './JobRow.tsx';
import { jobName } from './job-words.ts';
import { neighbourPlace } from './queue-groups.ts';
import { useRowDrag } from './use-row-drag.ts';

interface WaitingJobsProps {
  /** In the order in which they will run. */
  readonly jobs: readonly Job[];
  readonly onLog: (id: JobId) => void;
}

/** What waits, to be put in another order: by its grip, or with Alt and an arrow key. */
export function WaitingJobs({ jobs, onLog }: WaitingJobsProps) {
  const refocus = useRef<HTMLElement | null>(null);
  const move = (id: JobId, before: JobId | null | undefined) => {
    if (before === undefined) return;
    run(async () => {
      await callEngine('job.move', { id, before });
    });
  };
  const ids = jobs.map(({ id }) => id);
  const { drag, listRef, grip, stop } = useRowDrag(ids, move);
  const order = ids.join(' ');
  // A row that moves in the page loses the keyboard's focus; the next press is meant for it.
  useLayoutEffect(() => {
    refocus.current?.focus();
    refocus.current = null;
  }, [order]);

  const onKeyDown = (id: JobId) => (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && drag !== null) {
      event.stopPropagation();
      stop();
    }
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    refocus.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    move(id, neighbourPlace(jobs, id, event.key === 'ArrowUp' ? -1 : 1));
  };

  return (
    <Box component="ul" ref={listRef} aria-label={t('jobs.waiting')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {jobs.map((job, index) => (
        <JobRow
          key={job.id}
          job={job}
          onLog={onLog}
          onKeyDown={onKeyDown(job.id)}
          dragged={drag?.id === job.id}
          dropLine={drag?.gap === index ? 'above' : drag?.gap === jobs.length && index === jobs.length - 1 ? 'below' : null}
          grip={
            jobs.length > 1 && (
              <ButtonBase
                {...grip(job.id)}
                aria-label={t('jobs.movePlaceAltArrow', { title: jobName(job), index: index + 1, jobs: jobs.length })}
                title={t('jobs.dragOrPressAlt')}
                sx={{
                  ...{ width: 20, height: 28, ml: -2, borderRadius: 1, flex: 'none', touchAction: 'none' },
                  ...{ color: 'text.disabled', cursor: drag === null ? 'grab' : 'grabbing', '& svg': { fontSize: 16 } },
                  '&:hover, &:focus-visible': { color: 'text.secondary' },
                }}
              >
                <DragIndicatorIcon />
              </ButtonBase>
            )
          }
        />
      ))}
    </Box>
  );
}
