import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from '../vite/places.ts';
import { peaksByLength } from './restore-peak.ts';

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
