import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { Job, ProjectHead, ProjectId } from '../contract/index.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { projectsUsable } from '../project/project-runtime.ts';
import type { NewProject, OpenProject } from '../project/project-store.ts';
import type { EngineGuest } from './engine-handlers.ts';
import type { EventBus } from './event-bus.ts';
import { lazy } from './lazy.ts';
import { tolerantJobStore } from './tolerant-job-store.ts';

export interface OpenProjectEntry {
  readonly id: ProjectId;
  readonly path: string;
  readonly store: OpenProject;
}

/**
 * The projects that are open in this engine. Several windows may show one; it closes when the last of them closes
 * it. A window that merely goes away (a crash, a closed browser tab) leaves it open while its jobs run.
 */
export interface OpenProjects {
  readonly create: (project: NewProject, guest: EngineGuest) => Promise<ProjectHead>;
  readonly open: (path: string, guest: EngineGuest) => Promise<ProjectHead>;
  readonly close: (id: ProjectId, guest: EngineGuest) => Promise<void>;
  readonly get: (id: ProjectId) => OpenProjectEntry | undefined;
  readonly guestLeft: (guest: EngineGuest) => void;
  /** To be told when a job of the project has ended. */
  readonly jobEnded: (id: ProjectId) => void;
  readonly closeAll: () => Promise<void>;
}

interface Entry extends OpenProjectEntry {
  readonly guests: Set<EngineGuest>;
}

export function createOpenProjects({ queue, events }: { readonly queue: () => JobQueue; readonly events: EventBus }): OpenProjects {
  const entries = new Map<ProjectId, Entry>();
  const turns = new Map<string, Promise<unknown>>();
  const loadStore = lazy(async () => {
    const { usable, reason } = projectsUsable();
    if (!usable) throw new AppError('conflict', reason ?? 'Projects cannot be opened here.');
    return import('../project/project-store.ts');
  });

  /** Opening and closing one file take turns: a reload closes and opens at the same moment. */
  const inTurn = <T>(path: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(path) ?? Promise.resolve()).then(work, work);
    turns.set(path, turn);
    const done = (): void => {
      if (turns.get(path) === turn) turns.delete(path);
    };
    turn.then(done, done);
    return turn;
  };

  const jobsOf = (id: ProjectId): Job[] =>
    queue()
      .list()
      .filter((job) => job.projectId === id);
  const enter = async (store: OpenProject, guest: EngineGuest): Promise<ProjectHead> => {
    const head = store.head();
    entries.set(head.id, { id: head.id, path: head.path, store, guests: new Set([guest]) });
    const jobStore = tolerantJobStore(store, (message) => events.emit('engine.warned', { message }));
    await queue().attach(head.id, jobStore, store.jobs());
    // Other windows list the jobs of all projects.
    for (const job of jobsOf(head.id)) events.emit('job.changed', job);
    return head;
  };
  const leave = async (entry: Entry): Promise<void> => {
    if (entries.get(entry.id) !== entry) return;
    const jobs = jobsOf(entry.id);
    await queue().detach(entry.id);
    for (const { id } of jobs) events.emit('job.forgotten', { id });
    entries.delete(entry.id);
    entry.store.close();
  };
  const isWanted = ({ id, guests }: Entry): boolean =>
    guests.size > 0 || jobsOf(id).some(({ state }) => state === 'queued' || state === 'running');
  const leaveUnlessWanted = (entry: Entry): void => {
    if (isWanted(entry)) return;
    void inTurn(entry.path, async () => (isWanted(entry) ? undefined : leave(entry)));
  };

  return {
    create: async (project, guest) => {
      const { createProject } = await loadStore();
      const path = realPlace(project.path);
      return inTurn(path, async () => enter(createProject({ ...project, path }), guest));
    },
    open: async (wanted, guest) => {
      const { openProject } = await loadStore();
      const path = realPlace(wanted);
      return inTurn(path, async () => {
        const entry = [...entries.values()].find((other) => other.path === path);
        if (entry === undefined) return enter(openProject(path), guest);
        entry.guests.add(guest);
        return entry.store.head();
      });
    },
    close: async (id, guest) => {
      const entry = entries.get(id);
      if (entry === undefined) return;
      await inTurn(entry.path, async () => {
        entry.guests.delete(guest);
        if (entry.guests.size === 0) await leave(entry);
      });
    },
    get: (id) => entries.get(id),
    guestLeft: (guest) => {
      for (const entry of entries.values()) if (entry.guests.delete(guest)) leaveUnlessWanted(entry);
    },
    jobEnded: (id) => {
      const entry = entries.get(id);
      // After the queue has told everything about the job that ended.
      if (entry !== undefined) setImmediate(() => leaveUnlessWanted(entry));
    },
    closeAll: async () => {
      await Promise.allSettled(turns.values());
      await Promise.all([...entries.values()].map(leave));
    },
  };
}

/** Two ways to one file are one project; of a file that is not there yet, its folder is looked at. */
function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    try {
      return join(realpathSync(dirname(path)), basename(path));
    } catch {
      return path;
    }
  }
}
