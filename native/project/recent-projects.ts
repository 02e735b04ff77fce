import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { MediaRef, RecentProject } from '../contract/index.ts';
import { replaceFile } from '../util/replace-file.ts';

const MAX_PROJECTS = 20;

const RecentEntry = RecentProject.omit({ exists: true, picture: true }).extend({ picture: MediaRef.optional() });
const RecentFile = z.strictObject({ version: z.literal(1), projects: z.array(RecentEntry) });
type RecentFile = z.infer<typeof RecentFile>;

/** The projects that were open last, for the start screen. */
export interface RecentProjects {
  /** Newest first. */
  readonly list: () => Promise<RecentProject[]>;
  readonly remember: (project: Pick<RecentProject, 'path' | 'name'>) => Promise<void>;
  /** Gives a project of the list its picture; does nothing to one that is not on it. */
  readonly picture: (path: string, picture: MediaRef) => Promise<void>;
  readonly forget: (path: string) => Promise<void>;
}

/** Kept in one small JSON file, read afresh each time: other windows and the command line write it too. */
export function openRecentProjects(path: string): RecentProjects {
  let saving: Promise<unknown> = Promise.resolve();
  const change = (work: (projects: RecentFile['projects']) => RecentFile['projects']): Promise<void> => {
    const saved = saving.then(async () => write(path, { version: 1, projects: work(await readRecent(path)).slice(0, MAX_PROJECTS) }));
    saving = saved.catch(() => undefined);
    return saved;
  };

  return {
    list: async () => {
      await saving;
      return (await readRecent(path)).map((project) => ({
        ...project,
        picture: project.picture ?? null,
        exists: existsSync(project.path),
      }));
    },
    remember: ({ path: projectPath, name }) =>
      change((projects) => [
        { ...projects.find((project) => project.path === projectPath), path: projectPath, name, openedAt: new Date().toISOString() },
        ...projects.filter((project) => project.path !== projectPath),
      ]),
    picture: (projectPath, picture) =>
      change((projects) => projects.map((project) => (project.path === projectPath ? { ...project, picture } : project))),
    forget: (projectPath) => change((projects) => projects.filter((project) => project.path !== projectPath)),
  };
}

/** A list that cannot be read starts afresh: the projects themselves are elsewhere. */
async function readRecent(path: string): Promise<RecentFile['projects']> {
  try {
    return RecentFile.parse(JSON.parse(await readFile(path, 'utf8'))).projects;
  } catch {
    return [];
  }
}

function write(path: string, content: RecentFile): Promise<void> {
  return replaceFile(path, JSON.stringify(content, null, 2));
}
