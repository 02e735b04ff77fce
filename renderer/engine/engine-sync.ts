import type { QueryClient } from '@tanstack/react-query';
import type { EngineClient, Job, JobId, MethodOutput } from '../../native/contract/index.ts';
import { said } from '../i18n/said.ts';
import { notify } from '../state/notice-store.ts';
import { useConnection } from './connection.ts';
import { errorMessage } from './engine-client.ts';
import { useModelProgress } from './model-progress.ts';
import { useProfileSave } from './profile-save.ts';
import { applyDiff, projectNow, useJobMap, useProjectState } from './project-data.ts';
import { checkMedia, reopenProject } from './project-session.ts';

/** Keeps the window's mirror of the engine true: events while connected, everything anew after a reconnect. */
export function startEngineSync(queryClient: QueryClient): () => void {
  let current: EngineClient | null = null;
  const follow = () => {
    const connection = useConnection.getState();
    const client = connection.status === 'ready' ? connection.client : null;
    if (client === current) return;
    current = client;
    if (client === null) return;
    listen(client, queryClient);
    void catchUp(client, queryClient);
  };
  follow();
  return useConnection.subscribe(follow);
}

function listen(client: EngineClient, queryClient: QueryClient): void {
  client.on('project.changed', ({ projectId, diff, history }) => {
    const open = projectNow();
    if (open?.head.id !== projectId) return;
    useProjectState.setState({ open: applyDiff(open, diff, history) });
    const touchesMedia = [...diff.added, ...diff.removed, ...diff.updated.map(([, item]) => item)].some((item) => item.kind === 'asset');
    void queryClient.invalidateQueries({ queryKey: ['project.pastPrompts'] });
    if (!touchesMedia) return;
    void checkMedia().catch(warn);
    // What could not be shown because its file was missing may be there now.
    void queryClient.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  });
  client.on('run.changed', ({ projectId, run }) => {
    if (projectNow()?.head.id !== projectId) return;
    useProjectState.setState((state) => ({ runs: new Map(state.runs).set(run.id, run) }));
    void queryClient.invalidateQueries({ queryKey: ['models.list'] });
    void queryClient.invalidateQueries({ queryKey: ['restore.estimate'] });
    void queryClient.invalidateQueries({ queryKey: ['metrics.series'] });
  });
  client.on('run.removed', ({ projectId, id }) => {
    if (projectNow()?.head.id !== projectId) return;
    useProjectState.setState((state) => ({ runs: new Map([...state.runs].filter(([run]) => run !== id)) }));
  });
  client.on('job.changed', putJob);
  client.on('job.progressed', ({ id, progress }) => {
    const job = useJobMap.getState().jobs.get(id);
    if (job !== undefined) putJob({ ...job, progress });
  });
  client.on('job.forgotten', ({ id }) => {
    useJobMap.setState((state) => ({ jobs: new Map([...state.jobs].filter(([job]) => job !== id)) }));
  });
  client.on('model.progressed', ({ id, stage, fraction }) => {
    useModelProgress.setState((state) => ({ installing: new Map(state.installing).set(id, { stage, fraction }) }));
  });
  client.on('model.changed', (card) => {
    useModelProgress.setState((state) => ({ installing: new Map([...state.installing].filter(([id]) => id !== card.id)) }));
    void queryClient.invalidateQueries({ queryKey: ['models.list'] });
    void queryClient.invalidateQueries({ queryKey: ['restore.estimate'] });
    if (card.kind === 'metric') void queryClient.invalidateQueries({ queryKey: ['metrics.list'] });
  });
  client.on('profile.progressed', ({ path, fraction }) => {
    useProfileSave.setState(({ saving }) => (saving?.path === path ? { saving: { ...saving, fraction } } : {}));
  });
  client.on('project.remembered', () => void queryClient.invalidateQueries({ queryKey: ['project.recent'] }));
  client.on('settings.changed', (settings) => {
    queryClient.setQueryData(['settings.get', {}], settings);
    for (const method of ['caption.status', 'caption.frames']) void queryClient.invalidateQueries({ queryKey: [method] });
  });
  client.on('engine.warned', ({ message }) => notify({ severity: 'warning', message: said(message) }));
}

async function catchUp(client: EngineClient, queryClient: QueryClient): Promise<void> {
  useModelProgress.setState({ installing: new Map() });
  try {
    const jobs = new Map<JobId, Job>();
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page: MethodOutput<'job.list'> = await client.call('job.list', { cursor });
      for (const job of page.items) jobs.set(job.id, job);
      cursor = page.nextCursor;
    }
    useJobMap.setState({ jobs });
    await reopenProject();
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith('picture.') });
  } catch (error) {
    // A connection that ended meanwhile is shown by its own banner.
    const connection = useConnection.getState();
    if (connection.status === 'ready' && connection.client === client) warn(error);
  }
}

function putJob(job: Job): void {
  useJobMap.setState((state) => ({ jobs: new Map(state.jobs).set(job.id, job) }));
}

function warn(error: unknown): void {
  notify({ severity: 'error', message: errorMessage(error) });
}
