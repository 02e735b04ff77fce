/** `npm run build`: every bundle, into `.out/app`. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from 'vite';
import { nodeConfig } from './vite/node.config.ts';
import { appDir, rootDir } from './vite/places.ts';
import { preloadConfig } from './vite/preload.config.ts';
import { rendererConfig } from './vite/renderer.config.ts';

const started = performance.now();
await clearOldBundles();
await build(nodeConfig());
if (existsSync(join(rootDir, 'electron/preload/preload.ts'))) await build(preloadConfig());
if (existsSync(join(rootDir, 'renderer/index.html'))) await build(rendererConfig());
console.log(`Built .out/app in ${((performance.now() - started) / 1000).toFixed(1)} s`);

/** Chunk names hold a hash, so old ones would pile up. */
async function clearOldBundles(): Promise<void> {
  await mkdir(appDir, { recursive: true });
  for (const name of await readdir(appDir)) {
    if (/\.(js|cjs)(\.map)?$/.test(name)) await rm(join(appDir, name));
  }
}
