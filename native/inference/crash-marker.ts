import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from './install-lock.ts';

/**
 * Remembers, across a crash, what was being tried: a marker lies on disk while something is tried, and one that was
 * left by a process that is gone says that trying it ended that process.
 */
export interface CrashMarkers {
  readonly crashedBefore: (name: string) => Promise<boolean>;
  /** Forgets an earlier crash: it is to be tried again. */
  readonly forget: (name: string) => Promise<void>;
  readonly whileTrying: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

export function openCrashMarkers(directory: string): CrashMarkers {
  const pathOf = (name: string): string => join(directory, `trying-${name}`);
  const forget = (name: string): Promise<void> => rm(pathOf(name), { force: true });
  return {
    forget,
    crashedBefore: async (name) => {
      const pid = Number(await readFile(pathOf(name), 'utf8').catch(() => '0'));
      return pid > 0 && pid !== process.pid && !isRunning(pid);
    },
    whileTrying: async (name, work) => {
      await mkdir(directory, { recursive: true });
      await writeFile(pathOf(name), String(process.pid));
      try {
        return await work();
      } finally {
        await forget(name);
      }
    },
  };
}
