import type { ShotWork } from './shot-work.ts';

/** What a restoration computes, before it begins. */
export interface Workload {
  readonly windows: number;
  /** Calls of the denoiser for one prompt; a call with both prompts counts as two. */
  readonly denoiserCalls: number;
  /** Groups of frames to decode. */
  readonly groups: number;
}

export function workloadOf(
  work: readonly ShotWork[],
  { steps, guidanceScale }: { readonly steps: number; readonly guidanceScale: number },
): Workload {
  const windows = work.reduce((sum, shot) => sum + shot.windows.length, 0);
  const groups = work.reduce((sum, shot) => sum + shot.groups.length, 0);
  return { windows, groups, denoiserCalls: windows * callsOfWindow({ steps, guidanceScale }) };
}

/** Without guidance only the prompt is asked for. */
export function callsOfWindow({ steps, guidanceScale }: { readonly steps: number; readonly guidanceScale: number }): number {
  return steps * (guidanceScale === 1 ? 1 : 2);
}

/** The measure of progress and speed. A group counts as one call of the denoiser: near enough to keep bar and estimate honest. */
export function costOf({ denoiserCalls, groups }: Workload): number {
  return denoiserCalls + groups;
}
