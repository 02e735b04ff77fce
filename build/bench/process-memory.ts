import { readFileSync, readdirSync } from 'node:fs';

const SAMPLE_MS = 25;

/** The peak of the memory that a process and everything below it held at the same time. Linux only: reads /proc. */
export interface MemoryWatch {
  /** Stops watching. `ffmpegBytes` is the share of ffmpeg processes at their own peak. */
  readonly stop: () => { readonly peakBytes: number; readonly ffmpegBytes: number };
}

/** `shared: 'split'` counts a page that several processes share once (PSS); it takes longer to read, so it is read less often. */
export function watchMemory(rootPid: number, { shared = 'whole' }: { readonly shared?: 'whole' | 'split' } = {}): MemoryWatch {
  let peakBytes = 0;
  let ffmpegBytes = 0;
  const sample = (): void => {
    const { ours, ffmpeg } = residentBytes(rootPid, shared);
    peakBytes = Math.max(peakBytes, ours);
    ffmpegBytes = Math.max(ffmpegBytes, ffmpeg);
  };
  const timer = setInterval(sample, shared === 'whole' ? SAMPLE_MS : 4 * SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return { peakBytes, ffmpegBytes };
    },
  };
}

interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly command: string;
  readonly bytes: number;
}

function residentBytes(rootPid: number, shared: 'whole' | 'split'): { ours: number; ffmpeg: number } {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readFacts(Number(name)) : []));
  const family = new Set([rootPid]);
  const commands = new Map(all.map(({ pid, command }) => [pid, command]));
  // Children have larger ids than their parents but for a wrap-around; twice over the list catches that too.
  for (const { pid, parent } of [...all, ...all]) if (family.has(parent)) family.add(pid);
  const sum = (wanted: (facts: ProcessFacts) => boolean): number =>
    all
      .filter((facts) => family.has(facts.pid) && !isStarting(facts) && wanted(facts))
      .reduce((bytes, facts) => bytes + (shared === 'whole' ? facts.bytes : splitBytes(facts)), 0);
  // Between fork and exec a child shows its parent's memory as its own.
  const isStarting = ({ pid, parent, command }: ProcessFacts): boolean => pid !== rootPid && commands.get(parent) === command;
  const isFfmpeg = ({ name }: ProcessFacts): boolean => name.startsWith('ff');
  return { ours: sum((facts) => !isFfmpeg(facts)), ffmpeg: sum(isFfmpeg) };
}

function splitBytes({ pid }: ProcessFacts): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Empty when the process ended meanwhile. */
function readFacts(pid: number): ProcessFacts[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const field = (name: string): string => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
    return [{ pid, parent: Number(field('PPid')), name: field('Name'), command, bytes: Number(field('VmRSS') || 0) * 1024 }];
  } catch {
    return [];
  }
}
