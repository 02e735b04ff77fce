import { availableParallelism, homedir, totalmem } from 'node:os';
import { projectsUsable } from '../../project/project-runtime.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';

export function infoHandlers({ options, queue, tools }: EngineParts): HandlersOf<'engine'> {
  return {
    'engine.info': async () => {
      const { usable, reason } = projectsUsable();
      return {
        version: options.appVersion,
        platform: process.platform,
        cpuThreads: availableParallelism(),
        totalMemoryBytes: totalmem(),
        usedMemoryBytes: process.memoryUsage.rss() + queue.computeRssBytes(),
        ffmpeg: await toolFacts(tools),
        projectsUsable: usable,
        projectsReason: reason,
        homeDirectory: homedir(),
      };
    },
  };
}

/** Null while there is none: whoever needs it is told what to do. */
async function toolFacts(tools: EngineParts['tools']): Promise<{ path: string; version: string; source: string } | null> {
  try {
    const { ffmpegPath, version, source } = await tools();
    return { path: ffmpegPath, version, source };
  } catch {
    return null;
  }
}
