/** `npm run build`: every bundle, into `.out/app`. */
import { existsSync } from 'node:fs';
import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from 'vite';
import type { InlineConfig } from 'vite';
import { nodeConfig } from './vite/node.config.ts';
import { appDir, rootDir } from './vite/places.ts';
import { preloadConfig } from './vite/preload.config.ts';
import { rendererConfig } from './vite/renderer.config.ts';

const started = performance.now();
try {
  const written = await bundle(nodeConfig());
  if (existsSync(join(rootDir, 'electron/preload/preload.ts'))) written.push(...(await bundle(preloadConfig())));
  if (existsSync(join(rootDir, 'renderer/index.html'))) await bundle(rendererConfig());
  // For the window's icon, which X11 takes from the app and not from its package.
  await copyFile(join(rootDir, 'build/icons/icon.png'), join(appDir, 'icon.png'));
  await removeAllBut(new Set(written));
  console.log(`Built .out/app in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** The names of the files that were written. */
async function bundle(config: InlineConfig): Promise<string[]> {
  const outputs = [await build(config)].flat();
  return outputs.flatMap((output) => ('output' in output ? output.output.map((file) => file.fileName) : []));
}

/** Chunk names hold a hash, so chunks of earlier builds would pile up. Last, so that a program which is just starting finds its own. */
async function removeAllBut(written: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(appDir)) {
    if (/\.c?js(\.map)?$/.test(name) && !written.has(name.replace(/\.map$/, ''))) await rm(join(appDir, name), { force: true });
  }
}
