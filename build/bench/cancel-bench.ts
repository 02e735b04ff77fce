import { existsSync } from 'node:fs';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import { launchNodeCompute } from '../../native/jobs/compute-port-node.ts';
import { createJobQueue } from '../../native/jobs/job-queue.ts';
import { makeBenchClip } from './bench-clip.ts';
import { benchJob } from './bench-job.ts';

/** Time from the call to the job being canceled with its partial file gone, in the middle of a restore of large frames. */
export async function benchCancel(folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  const size = { width: 640, height: 360, frames: 30 };
  const sourcePath = await makeBenchClip({ folder, ...size });
  let sawFrames: () => void = () => undefined;
  const framesCome = new Promise<void>((resolve) => (sawFrames = resolve));
  const queue = createJobQueue({
    launchCompute: launchNodeCompute,
    places,
    laneOf: () => Promise.resolve('cpu'),
    events: {
      jobChanged: () => undefined,
      jobProgressed: (_, progress) => {
        if (progress.done >= 2) sawFrames();
      },
      jobForgotten: () => undefined,
      runFinished: () => undefined,
    },
  });
  const job = await queue.add(benchJob({ sourcePath, frames: size.frames, folder }));
  await framesCome;
  const startedMs = performance.now();
  const { state } = await queue.cancel(job.id);
  const ms = performance.now() - startedMs;
  const leftBehind = existsSync(job.outputPath);
  await queue.close();
  return { ...size, ms, state, leftBehind, target: 1000, ok: ms <= 1000 && state === 'canceled' && !leftBehind };
}
