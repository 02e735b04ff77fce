import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/index.ts';
import type { Run } from '../../contract/index.ts';
import type { OpenProject } from '../../project/project-store.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { allAssets, clipOfRun } from '../project-assets.ts';
import { runWindows } from '../run-windows.ts';

export function runHandlers(parts: EngineParts): HandlersOf<'run'> {
  const { project, events, models, queue } = parts;
  const refuseWhileExported = ({ id }: Run): void => {
    if (!queue.list().some((job) => job.purpose === 'export' && job.runId === id && job.finishedAt === null)) return;
    throw new AppError('conflict', 'This result is still to be exported. Let that end, or cancel it in the queue, and delete it then.');
  };
  return {
    'run.list': async ({ projectId, cursor }) => project(projectId).store.runs(cursor),
    'run.windows': async ({ projectId, id, range }) => {
      const { store } = project(projectId);
      const run = store.run(id);
      const manifest = await (await models()).manifest(run.model.id);
      return runWindows(run, { manifest, frameCount: sourceLength(store, run), range });
    },
    'run.update': async ({ projectId, id, note, starred }) => {
      const run = project(projectId).store.updateRun(id, { note, starred });
      events.emit('run.changed', { projectId, run });
      return run;
    },
    'run.export': async ({ projectId, ...wanted }, { signal }) => {
      const { queueExports } = await import('../run-export.ts');
      return { jobs: await queueExports(parts, project(projectId), { ...wanted, signal }) };
    },
    'run.remove': async ({ projectId, id, deleteFile }) => {
      const { store } = project(projectId);
      const run = store.run(id);
      if (deleteFile) {
        refuseWhileExported(run);
        const asset = allAssets(store).find(({ path }) => path === run.outputPath);
        if (asset !== undefined) {
          throw new AppError('conflict', `${run.outputPath} is also media of this project ("${asset.name}"). Remove that first.`);
        }
        await deleteOutput(run);
      }
      store.removeRun(id);
      events.emit('run.removed', { projectId, id });
      return {};
    },
  };
}

/** Frames of the clip that the run was made of; what is known of it once the segment is gone. */
function sourceLength(store: OpenProject, run: Run): number {
  return clipOfRun(store, run)?.asset.media.video.frameCount ?? run.range.endFrame;
}

/** A file that is gone already is fine. Of a folder of pictures only the pictures go: the user may keep other things in it. */
async function deleteOutput({ outputPath, output }: Run): Promise<void> {
  try {
    if (output.codec !== 'png') return await rm(outputPath, { force: true });
    const names = await readdir(outputPath).catch(() => []);
    for (const name of names) if (/^\d+\.png$/.test(name)) await rm(join(outputPath, name), { force: true });
    if (names.every((name) => /^\d+\.png$/.test(name))) await rmdir(outputPath).catch(() => undefined);
  } catch (error) {
    throw new AppError('no-permission', `${outputPath} cannot be deleted. Close programs that use it, and try again.`, error);
  }
}
