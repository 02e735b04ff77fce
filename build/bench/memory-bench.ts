import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from '../vite/places.ts';
import { peakOf, peaksByLength } from './restore-peak.ts';

/** Frame by frame, with the default model. */
export function benchMemory(folder: string): Promise<Record<string, unknown>> {
  return peaksByLength({ folder, width: 96, height: 54 }, 60);
}

/** Windows of frames, with the toy package of DiffVSR. */
export async function benchDiffusionMemory(folder: string): Promise<Record<string, unknown>> {
  const at = (name: string): string => join(folder, 'diffusion-memory', name);
  await cp(join(rootDir, 'test/fixtures/diffvsr/toy'), at('weights/toy-diffvsr'), { recursive: true });
  const args = ['--model', 'toy-diffvsr', '--steps', '1', '--shots', 'off'];
  const env = { INTERWEAVE_WEIGHTS: at('weights'), INTERWEAVE_CACHE: at('cache'), INTERWEAVE_DATA: at('data') };
  return peaksByLength({ folder, width: 64, height: 36, args, env }, 16);
}

/** The most that all processes together may take, shared pages counted once: what a machine of 4 GB can spare. */
const NANO_BYTES = 1.5e9;

/** The model that comes along, as it is used without a word: 16 frames of 160x90 to 640x360. */
export async function benchNanoMemory(folder: string): Promise<Record<string, unknown>> {
  const size = { width: 160, height: 90 };
  const frames = 16;
  const startedMs = performance.now();
  const { peakBytes, ffmpegBytes } = await peakOf({ folder, ...size, args: ['--model', 'interweave-nano'] }, frames, { shared: 'split' });
  const allBytes = peakBytes + ffmpegBytes;
  const wallMs = performance.now() - startedMs;
  return { ...size, frames, wallMs, peakBytes, ffmpegBytes, allBytes, target: NANO_BYTES, ok: allBytes <= NANO_BYTES };
}
