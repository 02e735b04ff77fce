import { randomUUID } from 'node:crypto';
import { OutputSettings, RealEsrganRecipe } from '../../native/contract/index.ts';
import type { NewRestore } from '../../native/jobs/job-queue.ts';

/** The whole clip with the default model on the CPU, into an H.264 file with its sound. */
export function benchJob({
  sourcePath,
  frames,
  folder,
  modelId,
}: {
  readonly sourcePath: string;
  readonly frames: number;
  readonly folder: string;
  readonly modelId?: string;
}): NewRestore {
  return {
    projectId: null,
    segmentId: null,
    purpose: 'restore',
    title: 'Bench',
    sourcePath,
    range: { startFrame: 0, endFrame: frames },
    recipe: RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu', modelId }),
    output: OutputSettings.parse({}),
    outputPath: `${folder}/${randomUUID()}.mp4`,
    options: { overwrite: true, resume: false },
  };
}
