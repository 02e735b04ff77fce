import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelManifest } from '../contract/index.ts';
import { openModelSession } from './model-session.ts';
import type { SessionSetup } from './session-protocol.ts';

/** What a fast form must reach to be offered: so much faster, and so close to what it was made of. */
const MIN_GAIN = 1.8;
const MIN_PSNR_DB = 36;
/** The frame both forms are timed on; each so often, in turns. */
const FRAME = { width: 320, height: 180 };
const ROUNDS = 3;

const SpeedGain = z.strictObject({ fullCpuMs: z.number().positive(), fastCpuMs: z.number().positive() });
/** Processor time of the same frame on this machine's CPU, in full and in fast form; other programs do not disturb it. */
export type SpeedGain = z.infer<typeof SpeedGain>;

const fileName = 'speed-gain.json';

/** Null before it was measured on this machine. */
export async function readSpeedGain(directory: string): Promise<SpeedGain | null> {
  try {
    return SpeedGain.parse(JSON.parse(await readFile(join(directory, fileName), 'utf8')));
  } catch {
    return null;
  }
}

export async function writeSpeedGain(directory: string, gain: SpeedGain): Promise<void> {
  await writeFile(join(directory, fileName), JSON.stringify(gain));
}

/** Why a fast form is not worth offering on this machine, with figures; null when it is, or when the package is no fast form. */
export function whyNotOffered(manifest: ModelManifest, gain: SpeedGain | null): string | null {
  const fastFormOf = manifest.kind === 'frame-upscaler' ? manifest.fastFormOf : undefined;
  if (fastFormOf === undefined) return null;
  const { id, psnrDb } = fastFormOf;
  if (psnrDb < MIN_PSNR_DB) return `It comes to ${psnrDb.toFixed(1)} dB of ${id}; at least ${MIN_PSNR_DB} dB are asked for.`;
  if (gain === null) return null;
  const ratio = gain.fullCpuMs / gain.fastCpuMs;
  if (ratio >= MIN_GAIN) return null;
  return `It is ${ratio.toFixed(2)} times as fast as ${id} on this machine (${gain.fastCpuMs.toFixed(0)} ms of processor time against ${gain.fullCpuMs.toFixed(0)} ms for a frame of ${FRAME.width}x${FRAME.height}); at least ${MIN_GAIN} times is asked for.`;
}

/** Times both forms on this machine's CPU, the best of a few rounds each. */
export async function measureSpeedGain(
  { full, fast }: { readonly full: string; readonly fast: string },
  { threads, signal }: { readonly threads: number; readonly signal: AbortSignal },
): Promise<SpeedGain> {
  const setup = (model: string): SessionSetup => ({
    model,
    edges: { inputDepth: 8, outputDepth: 8 },
    provider: 'cpu',
    threads,
    strict: false,
  });
  const fullSession = await openModelSession(setup(full), { label: 'full form', signal });
  try {
    const fastSession = await openModelSession(setup(fast), { label: 'fast form', signal });
    try {
      const gain = { fullCpuMs: Number.POSITIVE_INFINITY, fastCpuMs: Number.POSITIVE_INFINITY };
      for (let round = 0; round < ROUNDS; round += 1) {
        gain.fullCpuMs = Math.min(gain.fullCpuMs, await cpuMsOfFrame(fullSession, signal));
        gain.fastCpuMs = Math.min(gain.fastCpuMs, await cpuMsOfFrame(fastSession, signal));
      }
      return gain;
    } finally {
      await fastSession.close();
    }
  } finally {
    await fullSession.close();
  }
}

async function cpuMsOfFrame(session: Awaited<ReturnType<typeof openModelSession>>, signal: AbortSignal): Promise<number> {
  const { width, height } = FRAME;
  // A gradient: the time does not depend on the picture, but zeros might be a special case somewhere.
  const data = Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 7) % 256);
  const { cpuMs } = await session.run({ type: 'uint8', dims: [1, height, width, 3], data }, { signal });
  return cpuMs;
}
