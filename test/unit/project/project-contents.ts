import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, ProjectItem, Run } from '../../../native/contract/index.ts';
import { openProject } from '../../../native/project/project-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { allItems, allPages } from './project-fixture.ts';

export interface ProjectContents {
  readonly items: readonly ProjectItem[];
  readonly jobs: readonly Omit<Job, 'projectId'>[];
  readonly runs: readonly Run[];
  /** Labels of the steps in the order in which they are undone from here, and redone from here. */
  readonly undo: readonly string[];
  readonly redo: readonly string[];
  /** With everything undone, and with everything redone. */
  readonly first: readonly ProjectItem[];
  readonly last: readonly ProjectItem[];
}

/** All that is in a project file, every step of its history gone through. The file itself is not touched. */
export async function contentsOf(path: string): Promise<ProjectContents> {
  const folder = await temporaryFolder();
  const copy = join(folder.path, 'Copy.interweave');
  await copyFile(path, copy);
  const project = openProject(copy);
  try {
    const saved = {
      items: allItems(project),
      jobs: project.jobs().map(({ projectId: _, ...job }) => job),
      runs: allPages(project.runs),
    };
    const undo: string[] = [];
    const redo: string[] = [];
    let { history } = project.head();
    for (; history.undo !== null; history = project.undo().history) undo.push(history.undo);
    const first = allItems(project);
    for (; history.redo !== null; history = project.redo().history) redo.push(history.redo);
    return { ...saved, undo, redo: redo.slice(undo.length), first, last: allItems(project) };
  } finally {
    project.close();
    await folder.remove();
  }
}
