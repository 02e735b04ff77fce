import { AppError } from '../contract/index.ts';
import type { DiffusionVsrManifest, GraphComponent, TensorSpec } from '../contract/index.ts';
import { howToMend } from './package-words.ts';

/** A number: exactly this one. A name: dynamic. A number that may also be dynamic, because only runs of that size are made. */
type Dim = number | string | { readonly orDynamic: number };

interface Wanted {
  readonly type: TensorSpec['type'];
  readonly shape: readonly Dim[];
}

interface WantedGraph {
  readonly inputs: Readonly<Record<string, Wanted>>;
  readonly outputs: Readonly<Record<string, Wanted>>;
}

/** Holds a manifest to the contract of its kind, which is in the doc comment of `DiffusionVsrManifest`; its graphs are held to the manifest. */
export function checkDiffusionContract(manifest: DiffusionVsrManifest): void {
  const { components, defaults, scheduler, lowResNoise } = manifest;
  const wanted = wantedGraphs(manifest);
  const differences = [
    ...differencesOf('text encoder', components.textEncoder, wanted.textEncoder),
    ...differencesOf('denoiser', components.denoiser, wanted.denoiser),
    ...differencesOf('decoder', components.vaeDecoder, wanted.vaeDecoder),
    ...(components.vaeEncoder === null ? [] : differencesOf('encoder', components.vaeEncoder, wanted.vaeEncoder)),
    ...limit('steps by default', defaults.steps, scheduler.noise.numTrainTimesteps),
    ...limit('noise level by default', defaults.noiseLevel, lowResNoise.maxLevel),
    ...limit('highest noise level', lowResNoise.maxLevel, lowResNoise.noise.numTrainTimesteps - 1),
  ];
  if (differences.length === 0) return;
  throw new AppError(
    'model-contract',
    `The manifest of ${manifest.id} does not describe a diffusion model that Interweave can run: ${differences.join('; ')}. ${howToMend(manifest)}`,
  );
}

function wantedGraphs({ components, tokenizer, latents, window }: DiffusionVsrManifest): Record<keyof typeof components, WantedGraph> {
  // C is whatever the text encoder makes.
  const textSize = components.textEncoder.outputs.find(({ name }) => name === 'text')?.shape[2] ?? 'C';
  const text: Wanted = { type: 'float32', shape: ['B', tokenizer.maxTokens, typeof textSize === 'number' ? textSize : 'C'] };
  const perSample: Wanted = { type: 'int64', shape: ['B'] };
  const video = (channels: number): Wanted => ({ type: 'float32', shape: ['B', channels, { orDynamic: window.length }, 'h', 'w'] });
  const decoded = { orDynamic: latents.decodeFrames };
  const small: Wanted = { type: 'float32', shape: [decoded, latents.channels, 'h', 'w'] };
  const large: Wanted = { type: 'float32', shape: [decoded, 3, 'H', 'W'] };
  return {
    textEncoder: { inputs: { tokens: { type: 'int64', shape: ['B', tokenizer.maxTokens] } }, outputs: { text } },
    denoiser: {
      inputs: { sample: video(latents.channels), timestep: perSample, low_res: video(3), text, noise_level: perSample },
      outputs: { prediction: video(latents.channels) },
    },
    vaeDecoder: { inputs: { latents: small }, outputs: { frames: large } },
    vaeEncoder: { inputs: { frames: large }, outputs: { latents: small } },
  };
}

function differencesOf(what: string, { inputs, outputs }: GraphComponent, wanted: WantedGraph): string[] {
  return [
    ...differencesOfRole(`${what}'s input`, inputs, wanted.inputs),
    ...differencesOfRole(`${what}'s output`, outputs, wanted.outputs),
  ];
}

function differencesOfRole(role: string, given: readonly TensorSpec[], wanted: WantedGraph['inputs']): string[] {
  const unknown = given.filter(({ name }) => !(name in wanted)).map(({ name }) => `the ${role} "${name}" is not one of the contract`);
  const wrong = Object.entries(wanted).flatMap(([name, { type, shape }]) => {
    const own = given.find((tensor) => tensor.name === name);
    if (own === undefined) return [`the ${role} "${name}" is missing`];
    const differences = own.type === type ? [] : [`the ${role} "${name}" is ${own.type}, not ${type}`];
    const fits = own.shape.length === shape.length && shape.every((dim, axis) => dimFits(own.shape[axis] ?? 0, dim));
    const words = shape.map((dim) => (typeof dim === 'object' ? dim.orDynamic : dim)).join(', ');
    return fits ? differences : [...differences, `the ${role} "${name}" is [${own.shape.join(', ')}], not [${words}]`];
  });
  return [...wrong, ...unknown];
}

function dimFits(own: number | string, wanted: Dim): boolean {
  if (typeof wanted === 'object') return typeof own === 'string' || own === wanted.orDynamic;
  return typeof wanted === 'number' ? own === wanted : typeof own === 'string';
}

function limit(what: string, value: number, most: number): string[] {
  return value <= most ? [] : [`the ${what} is ${value}, more than ${most}`];
}
