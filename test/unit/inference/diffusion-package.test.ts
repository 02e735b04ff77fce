import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import proto from 'onnx-proto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DiffusionVsrManifest } from '../../../native/contract/index.ts';
import { openModelSession } from '../../../native/inference/model-session.ts';
import { openModelStore } from '../../../native/inference/model-store.ts';
import type { ModelStore } from '../../../native/inference/model-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { sha256, toyEdges, toyFiles, toyGraph, toyManifest, writeDiffusionPackage } from './toy-diffusion.ts';
import type { ToyFiles } from './toy-diffusion.ts';
import { toyUpscaler, writePackage } from './toy-models.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: ModelStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  store = openModelStore({ packagesDir: folder.path, weightsDir: join(folder.path, 'none') });
});
afterEach(() => folder.remove());

const open = () => store.openDiffusion('toy-diffusion', {});
/** A text with these parts in this order. */
const words = (...parts: readonly string[]) =>
  expect.stringMatching(new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'), 's')) as string;

test('a whole package opens with its graphs, each with what identifies its bits', async () => {
  const directory = await writeDiffusionPackage(folder.path);
  const manifest = toyManifest();

  const loaded = await open();

  const at = (path: string, spec: DiffusionVsrManifest['components']['denoiser']) => ({
    modelPath: join(directory, path),
    sha256: sha256(toyFiles[path]!),
    spec,
  });
  expect(loaded).toEqual({
    manifest,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    components: {
      textEncoder: at('text.onnx', manifest.components.textEncoder),
      denoiser: at('denoiser.onnx', manifest.components.denoiser),
      vaeDecoder: at('vae/decoder.onnx', manifest.components.vaeDecoder),
      vaeEncoder: null,
    },
    tokenizerPath: join(directory, 'tokenizer.json'),
  });
});

test('the checksum of a package changes with any of its files and not with their order', async () => {
  const checksumOf = async (files: ToyFiles): Promise<string> => {
    await writeDiffusionPackage(folder.path, toyManifest(files), files);
    return (await open()).sha256;
  };
  const whole = await checksumOf(toyFiles);

  const reordered = await checksumOf(Object.fromEntries(Object.entries(toyFiles).reverse()));
  const otherTokenizer = await checksumOf({ ...toyFiles, 'tokenizer.json': new TextEncoder().encode('[]') });

  expect(reordered).toBe(whole);
  expect(otherTokenizer).not.toBe(whole);
});

test('a package has a card like any other, and is not the default', async () => {
  await writeDiffusionPackage(folder.path);

  expect(await store.list()).toMatchObject([
    {
      ...{ id: 'toy-diffusion', kind: 'diffusion-vsr', scale: 4, precision: 'fp32', status: 'installed', offered: true, isDefault: false },
      sizeBytes: Object.values(toyFiles).reduce((sum, { length }) => sum + length, 0),
    },
  ]);
});

test('an encoder is optional; one that is there is held to the contract too', async () => {
  const files = { ...toyFiles, 'encoder.onnx': toyGraph('vaeEncoder') };
  const manifest = toyManifest(files);
  const encoder = { model: 'encoder.onnx', ...toyEdges.vaeEncoder, memory: { fixedBytes: 0, perPixelBytes: 0 } };
  await writeDiffusionPackage(folder.path, { ...manifest, components: { ...manifest.components, vaeEncoder: encoder } }, files);
  expect((await open()).components.vaeEncoder).toMatchObject({ sha256: sha256(files['encoder.onnx']) });

  const wrong = { ...encoder, inputs: toyEdges.vaeDecoder.inputs };
  await writeDiffusionPackage(folder.path, { ...manifest, components: { ...manifest.components, vaeEncoder: wrong } }, files);

  await expect(open()).rejects.toMatchObject({ code: 'model-contract', message: words(`the encoder's input "frames" is missing`) });
});

test('each pipeline refuses the models of the other with what to do', async () => {
  await writeDiffusionPackage(folder.path);
  await writePackage(folder.path, toyUpscaler());

  await expect(store.openDiffusion('toy', {})).rejects.toMatchObject({
    code: 'bad-input',
    message: words('toy', 'frame by frame', '"real-esrgan"'),
  });
  await expect(store.open('toy-diffusion', {})).rejects.toMatchObject({ code: 'bad-input', message: words('"diffvsr"') });
});

type Change = (manifest: DiffusionVsrManifest) => DiffusionVsrManifest;
const withDenoiser =
  (change: (denoiser: DiffusionVsrManifest['components']['denoiser']) => object): Change =>
  (manifest) => ({
    ...manifest,
    components: { ...manifest.components, denoiser: { ...manifest.components.denoiser, ...change(manifest.components.denoiser) } },
  });

test.each<{ name: string; change: Change; says: readonly string[] }>([
  {
    name: 'a window of another length',
    change: (manifest) => ({ ...manifest, window: { length: 8, overlap: 4 } }),
    says: [`the denoiser's input "sample" is [B, 2, 4, h, w], not [B, 2, 8, h, w]`, `output "prediction"`],
  },
  {
    name: 'another number of latent channels',
    change: (manifest) => ({ ...manifest, latents: { ...manifest.latents, channels: 4 } }),
    says: [`"sample" is [B, 2, 4, h, w], not [B, 4, 4, h, w]`, `the decoder's input "latents" is [2, 2, h, w], not [2, 4, h, w]`],
  },
  {
    name: 'another number of frames decoded at once',
    change: (manifest) => ({ ...manifest, latents: { ...manifest.latents, decodeFrames: 4 } }),
    says: [`the decoder's output "frames" is [2, 3, H, W], not [4, 3, H, W]`],
  },
  {
    name: 'text of another size than the text encoder makes',
    change: withDenoiser(({ inputs }) => ({
      inputs: inputs.map((input) => (input.name === 'text' ? { ...input, shape: ['B', 77, 9] } : input)),
    })),
    says: [`the denoiser's input "text" is [B, 77, 9], not [B, 77, 6]`],
  },
  {
    name: 'more tokens than the text encoder takes',
    change: (manifest) => ({ ...manifest, tokenizer: { ...manifest.tokenizer, maxTokens: 80 } }),
    says: [`the text encoder's input "tokens" is [B, 77], not [B, 80]`],
  },
  {
    name: 'a fixed picture size',
    change: withDenoiser(() => ({ outputs: [{ name: 'prediction', type: 'float32', shape: ['B', 2, 4, 64, 64] }] })),
    says: [`the denoiser's output "prediction" is [B, 2, 4, 64, 64], not [B, 2, 4, h, w]`],
  },
  {
    name: 'another type',
    change: withDenoiser(({ inputs }) => ({
      inputs: inputs.map((input) => (input.name === 'timestep' ? { ...input, type: 'float32' } : input)),
    })),
    says: [`the denoiser's input "timestep" is float32, not int64`],
  },
  {
    name: 'a missing input and one too many',
    change: withDenoiser(({ inputs }) => ({
      inputs: inputs.map((input) => (input.name === 'low_res' ? { ...input, name: 'image' } : input)),
    })),
    says: [`the denoiser's input "low_res" is missing`, `the denoiser's input "image" is not one of the contract`],
  },
  {
    name: 'defaults beyond its own limits',
    change: (manifest) => ({
      ...manifest,
      lowResNoise: { ...manifest.lowResNoise, maxLevel: 20 },
      scheduler: { ...manifest.scheduler, noise: { ...manifest.scheduler.noise, numTrainTimesteps: 40 } },
    }),
    says: ['the steps by default is 50, more than 40', 'the noise level by default is 50, more than 20'],
  },
])('a manifest with $name is refused with the difference', async ({ change, says }) => {
  await writeDiffusionPackage(folder.path, change(toyManifest()));

  await expect(open()).rejects.toMatchObject({
    code: 'model-contract',
    message: words('The manifest of toy-diffusion', ...says, 'install Interweave again'),
  });
});

test('a window of one frame and dynamic frame counts are within the contract', async () => {
  const anyFrames = (edges: typeof toyEdges.denoiser.inputs) =>
    edges.map(({ name, type, shape }) => ({ name, type, shape: shape.length === 5 ? shape.with(2, 'F') : shape }));
  const dynamic = { inputs: anyFrames(toyEdges.denoiser.inputs), outputs: anyFrames(toyEdges.denoiser.outputs) };
  const files = { ...toyFiles, 'denoiser.onnx': toyGraph('denoiser', dynamic) };
  await writeDiffusionPackage(
    folder.path,
    { ...withDenoiser(() => dynamic)(toyManifest(files)), window: { length: 1, overlap: 0 } },
    files,
  );

  expect((await open()).manifest.window.length).toBe(1);
});

test.each<{ name: string; denoiser: Uint8Array; code: string; says: readonly string[] }>([
  {
    name: 'an input of another name',
    denoiser: toyGraph('denoiser', {
      ...toyEdges.denoiser,
      inputs: toyEdges.denoiser.inputs.map((input) => (input.name === 'low_res' ? { ...input, name: 'image' } : input)),
    }),
    code: 'model-contract',
    says: ['The denoiser of toy-diffusion', 'it has no input "low_res"', 'it has an input "image" that was not promised'],
  },
  {
    name: 'an input of another shape',
    denoiser: toyGraph('denoiser', {
      ...toyEdges.denoiser,
      inputs: toyEdges.denoiser.inputs.map((input) => (input.name === 'text' ? { ...input, shape: ['B', 77, 1024] } : input)),
    }),
    code: 'model-contract',
    says: ['its input "text" has the shape [?, 77, 1024], not [B, 77, 6]'],
  },
  {
    name: 'an output of another name',
    denoiser: toyGraph('denoiser', { ...toyEdges.denoiser, outputs: [{ ...toyEdges.denoiser.outputs[0]!, name: 'v' }] }),
    code: 'model-contract',
    says: ['its output is called "v", not "prediction"'],
  },
  {
    name: 'no ONNX in it',
    denoiser: new TextEncoder().encode('no model'),
    code: 'model-corrupt',
    says: ['The denoiser of toy-diffusion is not ONNX'],
  },
])('a denoiser with $name is refused with the difference', async ({ denoiser, code, says }) => {
  const files = { ...toyFiles, 'denoiser.onnx': denoiser };
  await writeDiffusionPackage(folder.path, toyManifest(files), files);

  await expect(open()).rejects.toMatchObject({ code, message: words(...says) });
});

test('files that are missing, damaged, or not listed are told by name', async () => {
  const directory = await writeDiffusionPackage(folder.path);
  await rm(join(directory, 'vae/decoder.onnx'));
  await writeFile(join(directory, 'tokenizer.json'), '[]');

  await expect(open()).rejects.toMatchObject({
    code: 'model-corrupt',
    message: words('vae/decoder.onnx is missing; tokenizer.json has another checksum'),
  });

  for (const [path, what] of Object.entries({ 'text.onnx': 'text encoder', 'tokenizer.json': 'tokenizer' })) {
    const manifest = toyManifest();
    await writeDiffusionPackage(folder.path, { ...manifest, files: manifest.files.filter((file) => file.path !== path) });
    await expect(open()).rejects.toMatchObject({
      code: 'model-corrupt',
      message: words(`The ${what}`, `"${path}", which is not among its files`),
    });
  }
});

/** The decoder with its weights in a file of their own. */
function split(location: string): { readonly decoder: Uint8Array; readonly weights: Uint8Array } {
  const { ModelProto, TensorProto } = proto.onnx;
  const model = ModelProto.decode(toyFiles['vae/decoder.onnx']!);
  const [tensor] = model.graph?.initializer ?? [];
  const weights = new Uint8Array(tensor?.rawData ?? []);
  Object.assign(tensor!, { rawData: undefined, dataLocation: TensorProto.DataLocation.EXTERNAL });
  tensor!.externalData = Object.entries({ location, offset: '0', length: String(weights.length) }).map(([key, value]) => ({ key, value }));
  return { decoder: ModelProto.encode(model).finish(), weights };
}

test('weights in a file beside their graph belong to it: checksum, listing, and the session that runs it', async () => {
  const { decoder, weights } = split('decoder.onnx.data');
  const files = { ...toyFiles, 'vae/decoder.onnx': decoder, 'vae/decoder.onnx.data': weights };
  await writeDiffusionPackage(folder.path, toyManifest(files), files);
  const { vaeDecoder } = (await open()).components;
  const setup = { model: vaeDecoder.modelPath, edges: null, provider: 'cpu', threads: 1, strict: false } as const;
  const session = await openModelSession(setup, { label: 'decoder' });

  const { outputs } = await session.runNamed({ latents: { type: 'float32', dims: [2, 2, 3, 5], data: new Float32Array(60).fill(1) } }, {});
  await session.close();
  const other = { ...files, 'vae/decoder.onnx.data': weights.map((byte) => byte ^ 1) };
  await writeDiffusionPackage(folder.path, toyManifest(other), other);
  const changed = (await open()).components.vaeDecoder;

  expect(outputs['frames']).toMatchObject({ dims: [2, 3, 12, 20] });
  expect(outputs['frames']?.data[0]).toBeCloseTo(Math.sin(0) + Math.sin(1), 6);
  expect(vaeDecoder.sha256).not.toBe(sha256(decoder));
  expect(changed.sha256).not.toBe(vaeDecoder.sha256);
  expect(await readFile(changed.modelPath)).toEqual(Buffer.from(decoder));
});

test.each(['decoder.onnx.data', '../../../etc/weights', '/etc/weights'])(
  'weights that the package does not list are refused: %s',
  async (location) => {
    const files = { ...toyFiles, 'vae/decoder.onnx': split(location).decoder };
    await writeDiffusionPackage(folder.path, toyManifest(files), files);

    await expect(open()).rejects.toMatchObject({
      code: 'model-corrupt',
      message: words(`The decoder's file of weights`, 'not among its files'),
    });
  },
);
