import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ModelManifest } from '../contract/index.ts';
import type { FrameUpscalerManifest, PackageFile } from '../contract/index.ts';

export interface StorePlaces {
  /** Manifests of the packages that Interweave knows: `<id>/manifest.json`. Read only. */
  readonly packagesDir: string;
  /** Installed weights: `<id>/...`; a user's own models with their manifest beside them. */
  readonly weightsDir: string;
}

/** A package as it lies on disk: what it should hold, and where. */
export interface Package {
  readonly manifest: ModelManifest;
  /** Where its files are, or would be. */
  readonly directory: string;
  /** Where its manifest and what belongs to it (calibration) are. */
  readonly manifestDir: string;
}

/** Every package: the known ones first, then the user's own. A manifest that cannot be read is told by `unreadable` and left out. */
export async function readPackages({ packagesDir, weightsDir }: StorePlaces, unreadable: (error: AppError) => void): Promise<Package[]> {
  const packages: Package[] = [];
  for (const root of [packagesDir, weightsDir]) {
    for (const id of await foldersIn(root)) {
      const manifestDir = join(root, id);
      try {
        const manifest = await readManifest(manifestDir, id);
        if (manifest === null || packages.some((known) => known.manifest.id === id)) continue;
        const directory = manifest.source.type === 'bundled' ? manifestDir : join(weightsDir, id);
        packages.push({ manifest, directory, manifestDir });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        unreadable(error);
      }
    }
  }
  return packages;
}

/** Null where there is none. */
async function readManifest(directory: string, id: string): Promise<ModelManifest | null> {
  const path = join(directory, 'manifest.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return null;
  }
  const wrong = (why: string): AppError =>
    new AppError(
      'model-corrupt',
      `The manifest of the model package "${id}" cannot be used (${path}): ${why}. Remove the folder or put the file right.`,
    );
  const manifest = parseManifest(text, wrong);
  if (manifest.id !== id) throw wrong(`it says "${manifest.id}"`);
  return manifest;
}

/** `wrong` makes the error out of what is wrong with it. */
export function parseManifest(text: string, wrong: (why: string) => AppError): ModelManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong('it is not JSON');
  }
  const parsed = ModelManifest.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong shape'}`);
}

async function foldersIn(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    // A leading dot: work in progress of an installation.
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name);
  } catch {
    return [];
  }
}

export type FilesStatus = 'installed' | 'not-installed' | 'corrupt';

export interface FilesFinding {
  readonly status: FilesStatus;
  /** What is wrong with which file, in words. */
  readonly faults: readonly string[];
}

/** Compares a package's files with their checksums, reading each version of a file once. */
export interface FileChecker {
  /** Reads what was not read before. */
  readonly check: (pack: Package, options: { readonly signal?: AbortSignal | undefined }) => Promise<FilesFinding>;
  /** By presence, size and what earlier checks found. */
  readonly glance: (pack: Package) => Promise<FilesStatus>;
}

export function createFileChecker(): FileChecker {
  /** `path|size|mtime` -> SHA-256. */
  const known = new Map<string, string>();

  const inspect = async (pack: Package, sha256Of: (path: string, key: string) => Promise<string | undefined>): Promise<FilesFinding> => {
    const faults: string[] = [];
    let missing = 0;
    for (const file of pack.manifest.files) {
      const path = join(pack.directory, file.path);
      const facts = await stat(path).catch(() => null);
      if (facts === null) {
        missing += 1;
        faults.push(`${file.path} is missing`);
      } else if (facts.size !== file.sizeBytes) faults.push(`${file.path} has ${facts.size} bytes instead of ${file.sizeBytes}`);
      else {
        const sha256 = await sha256Of(path, `${path}|${facts.size}|${facts.mtimeMs}`);
        if (sha256 !== undefined && sha256 !== file.sha256) faults.push(`${file.path} has another checksum`);
      }
    }
    if (missing === pack.manifest.files.length) return { status: 'not-installed', faults };
    return { status: faults.length === 0 ? 'installed' : 'corrupt', faults };
  };

  return {
    check: (pack, { signal }) =>
      inspect(pack, async (path, key) => {
        const sha256 = known.get(key) ?? (await hashFile(path, signal));
        known.set(key, sha256);
        return sha256;
      }),
    glance: async (pack) => (await inspect(pack, (_, key) => Promise.resolve(known.get(key)))).status,
  };
}

export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20, signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** What identifies the bits of a package: the checksum of its model file. */
export function modelFileOf({ files, model, id }: FrameUpscalerManifest): PackageFile {
  const file = files.find(({ path }) => path === model);
  if (file === undefined)
    throw new AppError('model-corrupt', `The manifest of ${id} names the model file "${model}" but does not list it.`);
  return file;
}
