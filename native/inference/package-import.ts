import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../contract/index.ts';
import type { ModelManifest, PackageFile } from '../contract/index.ts';
import { loadDiffusionPackage } from './diffusion-package.ts';
import { withLock } from './install-lock.ts';
import { loadMetricPackage } from './metric-package.ts';
import { modelFileOf, parseManifest } from './package-files.ts';
import { idFrom } from './package-id.ts';
import { replaceFolder, sayDiskFailure } from './package-install.ts';
import { checkTensorContract, outlineOfFile } from './tensor-contract.ts';

export interface ImportContext {
  readonly weightsDir: string;
  readonly signal: AbortSignal;
  /** Whether another package has this id. */
  readonly taken: (id: string) => Promise<boolean>;
  /** `id` of the package in the making; `fraction` 0..1 of the whole import. */
  readonly progress: (progress: { readonly id: string; readonly stage: string; readonly fraction: number }) => void;
}

export interface ModelToImport {
  /** An ncnn `.param`; a package's `manifest.json`, or the folder that it lies in. */
  readonly path: string;
  /** Another name than the model's own; its id is made of it. */
  readonly name?: string | undefined;
}

/**
 * Copies a finished package (one that models/export wrote) to the installed ones and answers its id. The manifest and the heads of the
 * graphs are held to the contract before anything is copied, the checksums while it is; it comes into place in one step.
 */
export async function importPackage(
  { path, name }: ModelToImport,
  { weightsDir, signal, taken, progress }: ImportContext,
): Promise<string> {
  const from = basename(path) === 'manifest.json' ? dirname(path) : path;
  if ((await stat(from).catch(() => null))?.isDirectory() !== true) {
    throw new AppError(
      'bad-input',
      `${path} is no model that can be imported. Choose an ncnn .param file, or the folder of a package (or the manifest.json in it).`,
    );
  }
  const given = await readManifest(from);
  const manifest: ModelManifest = {
    ...given,
    ...(name === undefined ? {} : { name, id: idFrom(name) }),
    source: { type: 'imported', from },
  };
  const { id } = manifest;
  if (await taken(id)) throw new AppError('conflict', `There is a model package "${id}" already. Give this one another name (--name).`);
  const sizeBytes = await refuseIncomplete(given, from);
  checkGraphs(manifest, from);

  const directory = join(weightsDir, id);
  const staging = join(weightsDir, `.importing-${id}`);
  const copy = async (): Promise<void> => {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    await refuseFullDisk(manifest, { weightsDir, sizeBytes });
    let copiedBytes = 0;
    for (const file of manifest.files) {
      await copyChecked(file, { from, to: staging, manifest, signal }, (bytes) => {
        copiedBytes += bytes;
        progress({ id, stage: 'Copying and checking the files', fraction: (0.98 * copiedBytes) / sizeBytes });
      });
    }
    await writeFile(join(staging, 'manifest.json'), JSON.stringify(manifest, null, 2), { flush: true });
    signal.throwIfAborted();
    await replaceFolder(staging, directory);
    progress({ id, stage: 'Imported', fraction: 1 });
  };
  try {
    const waiting = (): void => progress({ id, stage: 'Waiting for another import of it', fraction: 0 });
    await withLock(join(weightsDir, `.lock-${id}`), { signal, waiting }, async () => {
      try {
        await copy();
      } finally {
        await rm(staging, { recursive: true, force: true });
      }
    });
  } catch (error) {
    signal.throwIfAborted();
    throw sayDiskFailure(error, { manifest, directory }, 'imported');
  }
  return id;
}

async function readManifest(directory: string): Promise<ModelManifest> {
  const path = join(directory, 'manifest.json');
  const advice = 'Choose the folder that models/export wrote, with everything in it.';
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('not-found', `${directory} holds no model package: its manifest.json cannot be read. ${advice}`, error);
  }
  return parseManifest(text, (why) => new AppError('model-contract', `The manifest ${path} cannot be used: ${why}. ${advice}`));
}

/** Answers the size of all files together. */
async function refuseIncomplete({ id, files }: ModelManifest, directory: string): Promise<number> {
  const faults: string[] = [];
  for (const { path, sizeBytes } of files) {
    const facts = await stat(join(directory, path)).catch(() => null);
    if (facts === null) faults.push(`${path} is missing`);
    else if (facts.size !== sizeBytes) faults.push(`${path} has ${facts.size} bytes instead of ${sizeBytes}`);
  }
  if (faults.length === 0) return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  throw new AppError('model-corrupt', `The package ${id} in ${directory} is not whole: ${faults.join('; ')}. Copy or export it again.`);
}

/** Reads the heads of the graphs only: of gigabytes of weights nothing is copied for a package that could not be used. */
function checkGraphs(manifest: ModelManifest, directory: string): void {
  if (manifest.kind === 'diffusion-vsr') {
    loadDiffusionPackage({ manifest, directory }, new Map());
    return;
  }
  if (manifest.kind === 'metric') {
    loadMetricPackage({ manifest, directory }, new Map());
    return;
  }
  const about = { manifest, what: 'model file' };
  const outline = outlineOfFile(join(directory, modelFileOf(manifest).path), about);
  checkTensorContract(outline, { inputs: [manifest.input], outputs: [manifest.output] }, about);
}

async function refuseFullDisk(
  { id }: ModelManifest,
  { weightsDir, sizeBytes }: { readonly weightsDir: string; readonly sizeBytes: number },
): Promise<void> {
  const disk = await statfs(weightsDir).catch(() => null);
  if (disk === null || disk.bavail * disk.bsize >= sizeBytes) return;
  const [needed, free] = [sizeBytes, disk.bavail * disk.bsize].map((bytes) => `${(bytes / 1e6).toFixed(0)} MB`);
  throw new AppError('disk-full', `The model ${id} takes ${needed}, and ${weightsDir} has ${free} free. Make room and import it again.`);
}

async function copyChecked(
  { path, sha256 }: PackageFile,
  {
    from,
    to,
    manifest,
    signal,
  }: { readonly from: string; readonly to: string; readonly manifest: ModelManifest; readonly signal: AbortSignal },
  copied: (bytes: number) => void,
): Promise<void> {
  const target = join(to, path);
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash('sha256');
  await pipeline(
    createReadStream(join(from, path), { highWaterMark: 2 ** 20 }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        copied(chunk.length);
        yield chunk;
      }
    },
    createWriteStream(target, { flush: true }),
    { signal },
  );
  if (hash.digest('hex') === sha256) return;
  throw new AppError(
    'model-corrupt',
    `${path} of the package ${manifest.id} has another checksum than its manifest says. Copy or export it again. Nothing was imported.`,
  );
}
