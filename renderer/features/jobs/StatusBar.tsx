import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { countText } from '../../components/quantity-words.ts';
import { useConnection } from '../../engine/connection.ts';
import { useJobs, useProject, useProjectState } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useMediaSearch } from '../project/media-search.ts';
import { useOverlay } from '../../state/overlay-store.ts';
import { isActive, jobFraction, jobName, jobPace, jobStage, jobVerb } from './job-words.ts';

/** The bottom line: what the machine does right now, and at the right what the project holds. */
export function StatusBar() {
  const connection = useConnection();
  const jobs = useJobs().filter(isActive);
  const open = useProject();
  const missing = useProjectState((state) => state.missing.size);
  const running = jobs.filter((job) => job.state === 'running');
  const current = running[0] ?? jobs.find((job) => job.state === 'paused') ?? jobs[0];

  return (
    <Stack
      component="footer"
      direction="row"
      role="status"
      sx={(theme) => ({
        ...theme.typography.body2,
        alignItems: 'center',
        gap: 4.5,
        px: 3.5,
        height: theme.sizes.statusBar,
        backgroundColor: theme.studio.panel,
        color: theme.studio.dim,
        whiteSpace: 'nowrap',
        overflow: 'hidden',
      })}
    >
      {connection.status !== 'ready' ? (
        <Typography variant="body2" color="warning" noWrap>
          {connection.status === 'connecting' ? t('jobs.connectingEngine') : connection.message}
        </Typography>
      ) : current === undefined ? (
        <span>{t('jobs.ready')}</span>
      ) : (
        <>
          <Typography variant="body2" color="textPrimary" noWrap sx={{ maxWidth: 360, flexShrink: 1 }}>
            {jobVerb(current)} {jobs.length > 1 ? `${t('jobs.firstOf', { count: jobs.length })} · ` : ''}
            {current.title}
          </Typography>
          <Box sx={{ width: 180, flex: 'none' }}>
            <LinearProgress variant="determinate" value={jobFraction(current) * 100} aria-label={jobName(current)} />
          </Box>
          <span>{jobStage(current)}</span>
          {jobPace(current).map((words) => (
            <Typography key={words} variant="mono">
              {words}
            </Typography>
          ))}
        </>
      )}
      {running.slice(1).map((job) => (
        <Link
          key={job.id}
          component="button"
          variant="body2"
          underline="hover"
          onClick={() => useOverlay.setState({ queueOpen: true })}
          sx={{ flexShrink: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}
        >
          {t('jobs.besideIt', { verb: jobVerb(job), title: job.title, percent: Math.floor(jobFraction(job) * 100) })}
        </Link>
      ))}
      <Box sx={{ flex: 1 }} />
      {missing > 0 && (
        <Link
          component="button"
          variant="body2"
          color="warning"
          underline="hover"
          onClick={() => useMediaSearch.setState({ dialogOpen: true })}
        >
          {t('jobs.missing', { counted: countText(missing, 'file') })}
        </Link>
      )}
      {open !== null && (
        <span>
          {countText(open.assets.length, 'clip')} · {countText(open.segments.length, 'segment')}
        </span>
      )}
    </Stack>
  );
}
