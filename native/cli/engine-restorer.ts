import { createHash } from 'node:crypto';
import { OutputSettings } from '../contract/index.ts';
import type { ModelCard, ModelManifest, Recipe } from '../contract/index.ts';
import { runSeams } from '../engine/run-windows.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { BICUBIC_WORDS, enlargeClip } from '../metrics/evaluation/bicubic.ts';
import type { Restorer } from '../metrics/evaluation/evaluate.ts';
import { readAppVersion } from './app-version.ts';
import { jobResult } from './follow-job.ts';
import type { CommandContext } from './run-command.ts';

/** What `--models` calls plain interpolation by. */
export const BICUBIC_ID = 'bicubic';

/** Bits that a model makes depend on its package; a new version of the app may make others. */
function identityOf(...parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([readAppVersion(), ...parts]))
    .digest('hex');
}

/** Restores by a model, as a job of the engine: checkpoints, resume and the compute process are its own. */
export function modelRestorer(
  { card, manifest, recipe }: { readonly card: ModelCard; readonly manifest: ModelManifest; readonly recipe: Recipe },
  { client }: Pick<CommandContext, 'client'>,
): Restorer {
  return {
    id: card.id,
    title: card.name,
    scale: card.scale ?? 1,
    identity: identityOf(recipe, manifest),
    restore: async ({ path, video }, { outputPath, signal, progress }) => {
      const output = OutputSettings.parse({ codec: 'ffv1', audio: 'none' });
      const notes: string[] = [];
      const { job } = await client.call('restore.file', {
        ...{ sourcePath: path, range: null, recipe, output, outputPath, overwrite: true, resume: true },
      });
      const run = await jobResult(job, {
        client,
        signal,
        progress: ({ stage, done, total }) => progress(stage, done / total),
        note: (text) => notes.push(text),
      });
      const { model, device, versions, timing, framesSha256 } = run;
      return {
        ...{ version: model.version, sha256: model.sha256, device: `${device.provider}, ${device.name}` },
        ...{ recipe: run.recipe, versions, wallMs: timing.wallMs, framesSha256, notes },
        seams: runSeams(run, { manifest, frameCount: video.frameCount }),
      };
    },
  };
}

/** Enlarges by bicubic interpolation. */
export function bicubicRestorer(tools: FfmpegTools): Restorer {
  return {
    id: BICUBIC_ID,
    title: 'Bicubic',
    scale: 4,
    identity: identityOf(BICUBIC_WORDS, tools.version),
    restore: async (media, { outputPath, signal, progress }) => {
      const startedMs = performance.now();
      await enlargeClip(tools, media, { scale: 4, outputPath, signal, progress: (fraction) => progress('Enlarging', fraction) });
      const versions = { app: readAppVersion(), ffmpeg: tools.version };
      const wallMs = performance.now() - startedMs;
      return {
        version: '',
        sha256: '',
        device: 'cpu',
        recipe: { method: BICUBIC_WORDS },
        versions,
        wallMs,
        framesSha256: null,
        notes: [],
        seams: null,
      };
    },
  };
}
