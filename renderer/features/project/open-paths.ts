import { callEngine, errorMessage } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { createProject, importMedia, openProject } from '../../engine/project-session.ts';
import { errorText } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import { useView } from '../../state/view-store.ts';
import { chooseProjectPlace } from '../files/choose-paths.ts';
import { baseName, folderOf, isProjectPath, joinPath, projectFileName, stem } from '../files/paths.ts';

/** Whatever was dropped, double-clicked or named on the command line: a project is opened, media go into the open project or a new one. */
export async function openPaths(paths: readonly string[]): Promise<void> {
  const project = paths.find(isProjectPath);
  const media = paths.filter((path) => !isProjectPath(path));
  if (project !== undefined) await openProject(project);
  if (media.length === 0) return;
  if (projectNow() === null && !(await projectForMedia(media[0]!))) return;
  await importAndTell(media);
}

/** A project beside its first clip, under its name: opening a clip asks nothing. False when the user closed the dialog that a read-only folder needs. */
async function projectForMedia(clip: string): Promise<boolean> {
  const name = stem(clip);
  const beside = joinPath(folderOf(clip), projectFileName(name));
  const existing = await callEngine('files.list', { directory: folderOf(clip) }).then(
    ({ entries }) => entries.some((entry) => entry.path === beside),
    () => false,
  );
  if (existing) {
    await openProject(beside);
    return true;
  }
  try {
    await createProject({ path: beside, name });
    notify({ severity: 'info', message: t('project.madeProjectBesideClip', { beside: baseName(beside) }) });
  } catch {
    // Most often a folder that cannot be written to; the dialog lets the user say where instead.
    const place = await chooseProjectPlace(name);
    if (place === null) return false;
    await createProject({ path: place, name: stem(place) });
  }
  return true;
}

/** Imports and says what was refused and why; selects the first clip that came in. */
export async function importAndTell(paths: readonly string[]): Promise<void> {
  const fresh = paths.filter((path) => projectNow()?.assets.some((asset) => asset.path === path) !== true);
  if (fresh.length === 0) {
    const known = projectNow()?.assets.find((asset) => paths.includes(asset.path));
    if (known !== undefined) useView.getState().selectAsset(known.id);
    return;
  }
  try {
    const { assets, refused } = await importMedia(fresh);
    const asset = assets[0];
    if (asset !== undefined) {
      const segment = projectNow()?.segments.find(({ assetId }) => assetId === asset.id);
      useView.getState().selectSegments(segment === undefined ? [] : [segment.id], asset.id);
    }
    const only = refused[0];
    if (only === undefined) {
      if (asset === undefined) notify({ severity: 'info', message: t('project.thereNoVideoThere') });
    } else if (refused.length === 1) {
      notify({ severity: 'error', message: errorText(only.error) });
    } else {
      notify({
        severity: 'error',
        message: t('project.filesCouldNotImported', { refused: refused.length }),
        details: refused.map(({ path, error }) => `${baseName(path)}: ${errorText(error)}`),
      });
    }
  } catch (error) {
    notify({ severity: 'error', message: errorMessage(error) });
  }
}
