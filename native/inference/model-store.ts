import { join } from 'node:path';
import { AppError, Recipe } from '../contract/index.ts';
import type { DiffusionVsrManifest, FrameUpscalerManifest, ModelCard, ModelManifest } from '../contract/index.ts';
import type { LoadedDiffusionPackage } from './diffusion-package.ts';
import type { LoadedMetric } from './metric-package.ts';
import type { GraphOutline } from './onnx-outline.ts';
import { createFileChecker, modelFileOf, readPackages } from './package-files.ts';
import type { FilesFinding, FilesStatus, Package, StorePlaces } from './package-files.ts';
import type { ImportContext, ModelToImport } from './package-import.ts';
import type { InstallOptions } from './package-install.ts';
import { howToMend } from './package-words.ts';
import { readSpeedGain, whyNotOffered } from './speed-gain.ts';

export type { LoadedDiffusionPackage } from './diffusion-package.ts';
export type { LoadedMetric } from './metric-package.ts';
export type { LoadedComponent } from './loaded-component.ts';

/** A package that was checked and may be opened. */
export interface LoadedPackage {
  readonly manifest: FrameUpscalerManifest;
  /** Of the model file: what identifies the bits it makes. */
  readonly sha256: string;
  readonly modelPath: string;
}

/** What a package turns words into tokens with. */
export interface PackageTokenizer {
  readonly path: string;
  readonly sha256: string;
  readonly rule: DiffusionVsrManifest['tokenizer'];
}

/** The model packages on this machine. Several processes may have the same store open. */
export interface ModelStore {
  /** Every package, the default first. Looks at presence and size only; `verify` reads the files. */
  readonly list: () => Promise<ModelCard[]>;
  /** Of any package, installed or not. */
  readonly manifest: (id: string) => Promise<ModelManifest>;
  /** Null for a model that reads no text; 'model-missing' while it is not installed. Nothing is checked but that. */
  readonly tokenizer: (id: string) => Promise<PackageTokenizer | null>;
  /** Compares the files with their checksums; answers the card, whose status says what was found. */
  readonly verify: (id: string, options: { readonly signal?: AbortSignal | undefined }) => Promise<ModelCard>;
  /** Fetches and converts; does nothing when the package is installed and whole. */
  readonly install: (id: string, options: InstallOptions) => Promise<ModelCard>;
  /** Makes a package of a user's own ncnn model (`model.param` beside `model.bin`), or takes in a finished package by its folder. */
  readonly importModel: (model: ModelToImport, options: Pick<ImportContext, 'signal' | 'progress'>) => Promise<ModelCard>;
  /** Checks files and tensor contract. Rejects with model-missing, model-corrupt or model-contract, and what to do. */
  readonly open: (id: string, options: { readonly signal?: AbortSignal | undefined }) => Promise<LoadedPackage>;
  /** The same for a model of several graphs. */
  readonly openDiffusion: (id: string, options: { readonly signal?: AbortSignal | undefined }) => Promise<LoadedDiffusionPackage>;
  /** The same for a package that measures. */
  readonly openMetric: (id: string, options: { readonly signal?: AbortSignal | undefined }) => Promise<LoadedMetric>;
}

export function openModelStore({ packagesDir, weightsDir }: StorePlaces): ModelStore {
  const places = { packagesDir, weightsDir };
  const files = createFileChecker();
  /** By the checksum of the file. */
  const outlines = new Map<string, GraphOutline>();

  const find = async (id: string): Promise<Package> => {
    const errors: AppError[] = [];
    const packages = await readPackages(places, (error) => errors.push(error));
    const found = packages.find(({ manifest }) => manifest.id === id);
    if (found !== undefined) return found;
    const unreadable = errors.find(({ message }) => message.includes(`"${id}"`));
    if (unreadable !== undefined) throw unreadable;
    const known = packages.map(({ manifest }) => manifest.id).join(', ');
    throw new AppError('model-missing', `There is no model package "${id}". Known are: ${known === '' ? 'none' : known}.`);
  };

  /** An imported package that was damaged may be imported again. */
  const taken = async (id: string): Promise<boolean> => {
    const known = (await readPackages(places, () => undefined)).find(({ manifest }) => manifest.id === id);
    if (known === undefined) return false;
    return known.manifest.source.type !== 'imported' || (await files.check(known, {})).status === 'installed';
  };

  const store: ModelStore = {
    list: async () => {
      // A manifest that cannot be read hides its package alone; `verify` and `open` of its id say why.
      const packages = await readPackages(places, () => undefined);
      const cards = await Promise.all(packages.map(async (pack) => cardOf(pack, await files.glance(pack))));
      return cards.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
    },
    manifest: async (id) => (await find(id)).manifest,
    tokenizer: async (id) => {
      const { manifest, ...pack } = await find(id);
      if (manifest.kind !== 'diffusion-vsr') return null;
      if ((await files.glance({ ...pack, manifest })) === 'not-installed')
        refuseUnusable(manifest, { status: 'not-installed', faults: [] });
      const { file } = manifest.tokenizer;
      const sha256 = manifest.files.find(({ path }) => path === file)?.sha256 ?? '';
      return { path: join(pack.directory, file), sha256, rule: manifest.tokenizer };
    },
    verify: async (id, options) => {
      const pack = await find(id);
      return cardOf(pack, (await files.check(pack, options)).status);
    },
    install: async (id, options) => {
      const pack = await find(id);
      const { installPackage } = await import('./package-install.ts');
      await installPackage(pack, {
        ...options,
        weightsDir,
        isInstalled: async () => (await files.check(pack, options)).status === 'installed',
      });
      return store.verify(id, options);
    },
    importModel: async (model, options) => {
      const context = { ...options, weightsDir, taken };
      const id = await (model.path.endsWith('.param')
        ? (await import('./ncnn-package.ts')).importNcnnModel(model, context)
        : (await import('./package-import.ts')).importPackage(model, context));
      return store.verify(id, options);
    },
    open: async (id, options) => {
      const pack = await find(id);
      const { manifest } = pack;
      if (manifest.kind === 'metric') throw measures(id);
      if (manifest.kind !== 'frame-upscaler') {
        throw new AppError(
          'bad-input',
          `The model ${id} does not restore frame by frame. Choose another model, or the pipeline "diffvsr".`,
        );
      }
      refuseUnusable(manifest, await files.check(pack, options));
      const { path, sha256 } = modelFileOf(manifest);
      const modelPath = join(pack.directory, path);
      const { checkTensorContract, outlineOfFile } = await import('./tensor-contract.ts');
      const about = { manifest, what: 'model file' };
      const outline = outlines.get(sha256) ?? outlineOfFile(modelPath, about);
      outlines.set(sha256, outline);
      checkTensorContract(outline, { inputs: [manifest.input], outputs: [manifest.output] }, about);
      return { manifest, sha256, modelPath };
    },
    openDiffusion: async (id, options) => {
      const { manifest, ...pack } = await find(id);
      if (manifest.kind === 'metric') throw measures(id);
      if (manifest.kind !== 'diffusion-vsr') {
        throw new AppError(
          'bad-input',
          `The model ${id} restores frame by frame and knows no prompts. Choose another model, or the pipeline "real-esrgan".`,
        );
      }
      refuseUnusable(manifest, await files.check({ ...pack, manifest }, options));
      const { loadDiffusionPackage } = await import('./diffusion-package.ts');
      return loadDiffusionPackage({ ...pack, manifest }, outlines);
    },
    openMetric: async (id, options) => {
      const { manifest, ...pack } = await find(id);
      if (manifest.kind !== 'metric') {
        throw new AppError('bad-input', `The package ${id} restores and measures nothing. Choose one of the kind "metric".`);
      }
      refuseUnusable(manifest, await files.check({ ...pack, manifest }, options));
      const { loadMetricPackage } = await import('./metric-package.ts');
      return loadMetricPackage({ ...pack, manifest }, outlines);
    },
  };
  return store;
}

function measures(id: string): AppError {
  return new AppError('bad-input', `The package ${id} measures and restores nothing. Choose a model that restores.`);
}

function refuseUnusable(manifest: ModelManifest, { status, faults }: FilesFinding): void {
  switch (status) {
    case 'installed':
      return;
    case 'not-installed':
      throw new AppError('model-missing', `The model ${manifest.id} is not installed. ${howToMend(manifest)}`);
    case 'corrupt':
      throw new AppError(
        'model-corrupt',
        `The files of the model ${manifest.id} are damaged: ${faults.join('; ')}. ${howToMend(manifest)}`,
      );
  }
}

async function cardOf({ manifest, directory }: Package, status: FilesStatus): Promise<ModelCard> {
  const notOfferedReason = whyNotOffered(manifest, await readSpeedGain(directory));
  return {
    id: manifest.id,
    kind: manifest.kind,
    name: manifest.name,
    version: manifest.version,
    summary: manifest.summary,
    license: manifest.license,
    credits: manifest.credits,
    homepage: manifest.homepage,
    scale: manifest.kind === 'metric' ? null : manifest.scale,
    precision: manifest.precision,
    sizeBytes: manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    status,
    offered: notOfferedReason === null,
    notOfferedReason,
    isDefault: manifest.id === Recipe.parse({ pipeline: 'real-esrgan' }).modelId,
    ...recommendations(manifest),
    msPerMegapixel: null,
  };
}

/** For the form: what stands where a recipe says nothing, and how far its values may go. */
function recommendations(manifest: ModelManifest): Pick<ModelCard, 'defaults' | 'maxima'> {
  if (manifest.kind !== 'diffusion-vsr') return {};
  const { defaults, lowResNoise, scheduler } = manifest;
  return { defaults, maxima: { noiseLevel: lowResNoise.maxLevel, steps: scheduler.noise.numTrainTimesteps - 1 } };
}
