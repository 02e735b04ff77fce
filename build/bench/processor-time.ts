import { readFileSync } from 'node:fs';

export interface Cost {
  readonly wallMs: number;
  /** User and system time of the processes that the work started, and of theirs. */
  readonly cpuMs: number;
}

/** Of ticks of 10 ms, which is what /proc counts in. */
const TICK_MS = 10;

/** What work costs that is done by processes of its own, which have ended with it. Linux only: reads /proc. */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [startedMs, before] = [performance.now(), childrenMs()];
  await work();
  return { wallMs: performance.now() - startedMs, cpuMs: childrenMs() - before };
}

/** The middle of several, each of wall and processor time. */
export function medianCost(costs: readonly Cost[]): Cost {
  return { wallMs: median(costs.map(({ wallMs }) => wallMs)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** Of the children that have ended and were waited for. */
function childrenMs(): number {
  // Fields after the name, which may hold anything; cutime and cstime are the 16th and 17th of the line.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return TICK_MS * (Number(fields[13]) + Number(fields[14]));
}
