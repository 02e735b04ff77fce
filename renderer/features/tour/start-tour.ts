import { callEngine } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { createProject, openProject } from '../../engine/project-session.ts';
import { importAndTell } from '../project/open-paths.ts';
import { useTour } from './tour-store.ts';

/** Opens the sample, which is made where there is none yet, and begins at the first step. What was done with it before is still there. */
export async function startTour(): Promise<void> {
  const { clip, project, projectExists } = await callEngine('project.sample', {});
  if (projectNow()?.head.path !== project) {
    if (projectExists) await openProject(project);
    else await createProject({ path: project, name: 'Sample' });
  }
  // Also when it was taken out of the project.
  if (projectNow()?.assets.length === 0) await importAndTell([clip]);
  const open = projectNow();
  if (open?.head.path === project) useTour.setState({ projectId: open.head.id, step: 0 });
  await seenTour();
}

/** It is not offered again. */
export async function seenTour(): Promise<void> {
  await callEngine('settings.set', { tourSeen: true });
}
