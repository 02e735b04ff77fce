import type { GraphComponent } from '../../contract/index.ts';
import type { LoadedDiffusionPackage } from '../../inference/diffusion-package.ts';
import type { RunnableGraph } from './graph-runner.ts';

/** A component of a package as something to run. */
export function runnable({ manifest, components }: LoadedDiffusionPackage, role: 'textEncoder' | 'denoiser' | 'vaeDecoder'): RunnableGraph {
  const { modelPath, sha256, spec } = components[role];
  return { label: `${manifest.id} (${words[role]})`, model: modelPath, key: sha256, outputs: spec.outputs.map(({ name }) => name) };
}

const words = { textEncoder: 'text encoder', denoiser: 'denoiser', vaeDecoder: 'decoder' } as const;

/** The most that a run on so many latent pixels takes. */
export function memoryOf({ memory }: Pick<GraphComponent, 'memory'>, latentPixels: number): number {
  return Math.round(memory.fixedBytes + memory.perPixelBytes * latentPixels);
}

/** How many latent pixels fit into a budget. Infinite where the package tells no cost. */
export function pixelsWithin(
  { memory }: GraphComponent,
  { budgetBytes, batch }: { readonly budgetBytes: number; readonly batch: number },
): number {
  return Math.floor((budgetBytes - memory.fixedBytes) / Math.max(1e-9, memory.perPixelBytes * batch));
}
