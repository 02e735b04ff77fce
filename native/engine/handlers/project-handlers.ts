import { basename, extname } from 'node:path';
import { OutputSettings, RealEsrganRecipe } from '../../contract/index.ts';
import type { EventPayload, MediaRef, ProjectHead } from '../../contract/index.ts';
import { spaced } from '../../util/spaced.ts';
import { absolutePath } from '../absolute-path.ts';
import { relinkAssets } from '../asset-relink.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { projectExtension } from '../file-kinds.ts';
import { pastPrompts } from '../past-prompts.ts';
import { segmentOf } from '../project-assets.ts';
import { pictureChoices, projectPicture } from '../project-picture.ts';
import type { PictureChoices } from '../project-picture.ts';
import { tellChange } from '../project-changes.ts';
import { placeSample } from '../sample-project.ts';

/** How long the picture of a project that was closed may take. */
const PICTURE_MS = 30_000;

export function projectHandlers(parts: EngineParts): HandlersOf<'project'> {
  const { projects, project, recent, events, pictures } = parts;
  const remember = async (head: ProjectHead): Promise<ProjectHead> => {
    // A list that cannot be written must not keep a project shut.
    await (await recent()).remember(head).catch(() => undefined);
    return head;
  };
  /** Made when the project is closed already; nobody waits for it, least of all the project that is opened next. */
  const rememberPicture = async (choices: PictureChoices): Promise<void> => {
    const picture = await projectPicture(parts, choices, { signal: AbortSignal.timeout(PICTURE_MS) }).catch(() => null);
    if (picture === null) return;
    // The list does without where it cannot be written.
    await (await recent()).picture(choices.projectPath, picture).catch(() => undefined);
    events.emit('project.remembered', {});
  };
  const named = (path: string): string => (extname(path).toLowerCase() === projectExtension ? path : path + projectExtension);
  return {
    'project.create': async ({ path, name }, { guest }) => {
      const recipe = RealEsrganRecipe.parse({ pipeline: 'real-esrgan' });
      return remember(await projects.create({ path: named(absolutePath(path)), name, recipe, output: OutputSettings.parse({}) }, guest));
    },
    'project.open': async ({ path }, { guest }) => remember(await projects.open(absolutePath(path), guest)),
    'project.close': async ({ projectId }, { guest }) => {
      const entry = projects.get(projectId);
      const choices = entry === undefined ? null : pictureChoices(entry);
      await projects.close(projectId, guest);
      if (choices !== null) void rememberPicture(choices).catch(() => undefined);
      return {};
    },
    'project.sample': () => placeSample(parts.options),
    'project.saveCopy': async ({ projectId, path }) => {
      const place = named(absolutePath(path));
      const name = basename(place, extname(place)).trim().slice(0, 200).trim();
      await project(projectId).store.saveCopy(place, { name });
      return { path: place };
    },
    'project.collect': async ({ projectId, directory, stream }, { signal }) => {
      const { collectProject } = await import('../project-collect.ts');
      const progress = spaced(
        (told: Omit<EventPayload<'project.collected'>, 'stream'>) => {
          if (stream !== null) events.emit('project.collected', { stream, ...told });
        },
        { always: ([{ copiedBytes, totalBytes }]) => copiedBytes === totalBytes },
      );
      return collectProject(parts, project(projectId), { directory, signal, progress });
    },
    'project.recent': async () => {
      const known = await (await recent()).list();
      // The cache may have been emptied since.
      const isThere = (picture: MediaRef | null): boolean => picture !== null && pictures.file(picture.key) !== null;
      return { projects: known.map((project) => ({ ...project, picture: isThere(project.picture) ? project.picture : null })) };
    },
    'project.forget': async ({ path }) => {
      await (await recent()).forget(path);
      return {};
    },
    'project.items': async ({ projectId, cursor }) => project(projectId).store.items(cursor),
    'project.edit': async ({ projectId, edit, gesture }, { signal }) => {
      const entry = project(projectId);
      const change =
        edit.type === 'asset.relink' ? await relinkAssets(parts, entry, { links: [edit], signal }) : entry.store.edit(edit, { gesture });
      return tellChange(events, projectId, change);
    },
    'project.cancelGesture': async ({ projectId, gesture }) =>
      tellChange(events, projectId, project(projectId).store.cancelGesture(gesture)),
    'project.undo': async ({ projectId }) => tellChange(events, projectId, project(projectId).store.undo()),
    'project.pastPrompts': async ({ projectId, segmentId }) => {
      const { store } = project(projectId);
      return { prompts: pastPrompts(segmentOf(store, segmentId), store.pastSegments(segmentId)) };
    },
    'project.redo': async ({ projectId }) => tellChange(events, projectId, project(projectId).store.redo()),
  };
}
