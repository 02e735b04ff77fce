import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { appDir, rootDir } from './vite/places.ts';

/** Bundles of the command line and of Node's own compute process: a packaged Electron cannot run them. */
const onlyInCheckouts = new Set(['cli.js', 'compute.js', 'built-from.txt']);

interface Manifest {
  readonly name: string;
  readonly productName: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly author: string;
  readonly main: string;
}

/**
 * Puts together what goes into the package, in `.out/package`, and returns that folder: the bundles, and the two packages with
 * native code, each with the binaries of this machine's platform alone. Everything else is inside the bundles.
 */
export async function stageApp(): Promise<string> {
  const stage = join(rootDir, '.out/package');
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  const source = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as Manifest;
  const { name, productName, version, description, license, author, main } = source;
  const modules = { 'better-sqlite3': versionOf('better-sqlite3'), 'onnxruntime-node': versionOf('onnxruntime-node') };
  const dependencies = { ...modules, 'onnxruntime-common': versionOf('onnxruntime-common') };
  const manifest = { name, productName, version, description, license, author, main, type: 'module', dependencies };
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

  await cp(appDir, join(stage, '.out/app'), {
    recursive: true,
    filter: (path) => !path.endsWith('.map') && !onlyInCheckouts.has(basename(path)),
  });
  await stageSqlite(stage);
  await stageOnnxruntime(stage);
  return stage;
}

async function stageSqlite(stage: string): Promise<void> {
  const { from, to } = places(stage, 'better-sqlite3');
  for (const part of ['package.json', 'LICENSE', 'lib']) await cp(join(from, part), join(to, part), { recursive: true });
  // `linuxmusl-x64` is another libc's.
  const binary = `prebuilds/${process.platform}-${process.arch}.node`;
  await cp(join(from, binary), join(to, binary));
  await dropDependencies(to);
}

async function stageOnnxruntime(stage: string): Promise<void> {
  const { from, to } = places(stage, 'onnxruntime-node');
  for (const part of ['package.json', 'dist']) await cp(join(from, part), join(to, part), { recursive: true, filter: isNoMap });
  const binaries = `bin/napi-v6/${process.platform}/${process.arch}`;
  if (!existsSync(join(from, binaries))) {
    throw new Error(`onnxruntime-node has no binaries for ${process.platform} on ${process.arch}. Package on another machine.`);
  }
  await cp(join(from, binaries), join(to, binaries), { recursive: true });
  await dropDependencies(to);
  const common = places(stage, 'onnxruntime-common');
  for (const part of ['package.json', 'dist/cjs'])
    await cp(join(common.from, part), join(common.to, part), { recursive: true, filter: isNoMap });
}

/** What their install scripts need stays behind, and electron-builder would miss it. */
async function dropDependencies(folder: string): Promise<void> {
  const path = join(folder, 'package.json');
  const { dependencies: all, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as { dependencies?: Record<string, string> };
  const kept = Object.entries(all ?? {}).filter(([name]) => name === 'onnxruntime-common');
  await writeFile(path, JSON.stringify({ ...rest, dependencies: Object.fromEntries(kept) }, null, 2));
}

function places(stage: string, name: string): { readonly from: string; readonly to: string } {
  return { from: join(rootDir, 'node_modules', name), to: join(stage, 'node_modules', name) };
}

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(rootDir, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}

function isNoMap(path: string): boolean {
  return !/\.(map|d\.ts)$/.test(path);
}
