import type { MemoryProfile } from '../contract/index.ts';
import { cpuThreads } from './device-facts.ts';
import { openModelSession } from './model-session.ts';
import { livesInElectron } from './session-host.ts';

/** What the heaviest known model (RRDBNet) takes per pixel, for where nothing can be measured. */
const CAUTIOUS_PER_PIXEL_BYTES = 12_000;
/** Frames that the slope is measured between. */
const SMALL_SIDE = 64;
const LARGE_SIDE = 160;

/**
 * What a session of the model takes on the CPU: a fixed part and a part per source pixel, measured on two frames in a
 * process of its own, because a process tells only the most it ever took. Inside Electron, where there can be none, a
 * cautious guess.
 */
export async function measureMemory(
  model: string,
  { sizeBytes, signal }: { readonly sizeBytes: number; readonly signal: AbortSignal },
): Promise<MemoryProfile> {
  if (livesInElectron) return { fixedBytes: 6 * sizeBytes + 30e6, perPixelBytes: CAUTIOUS_PER_PIXEL_BYTES };
  const setup = { model, edges: { inputDepth: 8, outputDepth: 8 }, provider: 'cpu', threads: cpuThreads(), strict: false } as const;
  const session = await openModelSession(setup, { label: model, isolation: 'process', signal });
  const peakAfter = async (side: number): Promise<number> => {
    const input = { type: 'uint8', dims: [1, side, side, 3], data: new Uint8Array(side * side * 3) } as const;
    await session.run(input, { signal });
    return (await session.run({ ...input, data: new Uint8Array(side * side * 3) }, { signal })).peakBytes;
  };
  try {
    const small = await peakAfter(SMALL_SIDE);
    const large = await peakAfter(LARGE_SIDE);
    const perPixelBytes = Math.max(0, (large - small) / (LARGE_SIDE ** 2 - SMALL_SIDE ** 2));
    return {
      fixedBytes: Math.max(0, Math.round(small - session.facts.startBytes - perPixelBytes * SMALL_SIDE ** 2)),
      perPixelBytes: Math.round(perPixelBytes),
    };
  } finally {
    session.kill();
  }
}
