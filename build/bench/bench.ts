/**
 * `npm run bench`: speed, memory and start-up, as one JSON object on stdout; what is being measured goes to stderr.
 * `npm run bench -- cancel memory` measures only these. Wants a machine that does nothing else.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModelStore } from '../../native/inference/model-store.ts';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import { appPaths } from '../../native/util/app-paths.ts';
import { findChromium } from '../bootstrap/browser-tests.mjs';
import { electronForTests, findElectron } from '../bootstrap/electron-binary.mjs';
import { withDisplay } from '../bootstrap/virtual-display.mjs';
import { appDir } from '../vite/places.ts';
import { benchCancel } from './cancel-bench.ts';
import { benchDiffusion } from './diffusion-bench.ts';
import { benchEfficiency } from './efficiency-bench.ts';
import { benchEngineStart } from './engine-start-bench.ts';
import { benchDiffusionMemory, benchMemory, benchNanoMemory } from './memory-bench.ts';
import { benchMetrics } from './metrics-bench.ts';
import { benchSeams } from './seam-bench.ts';
import { benchTimeline } from './timeline-bench.ts';
import { benchViewer } from './viewer-bench.ts';

type Piece = (folder: string, places: ComputePlaces) => Promise<Record<string, unknown>>;

const pieces: Readonly<Record<string, Piece>> = {
  engineStart: benchEngineStart,
  ...(await windowPiece()),
  viewer: (folder) => pagePiece(folder, benchViewer),
  timeline: (folder) => pagePiece(folder, benchTimeline),
  efficiency: benchEfficiency,
  diffusion: benchDiffusion,
  seams: benchSeams,
  cancel: benchCancel,
  memory: benchMemory,
  diffusionMemory: benchDiffusionMemory,
  nanoMemory: benchNanoMemory,
  metrics: benchMetrics,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(pieces, name));
if (unknown.length > 0) {
  console.error(`There is no measurement "${unknown.join('", "')}". There are: ${Object.keys(pieces).join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(JSON.stringify(await benchAll(wanted.length > 0 ? wanted : Object.keys(pieces)), null, 2));
}

async function benchAll(names: readonly string[]): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'interweave-bench-'));
  const { packagesDir, weightsDir, ffmpegPath, resourcesDir } = appPaths();
  const places: ComputePlaces = { appVersion: 'bench', packagesDir, weightsDir, cacheDir: join(folder, 'cache'), ffmpegPath, resourcesDir };
  const results: Record<string, unknown> = { machine: { cpu: cpus()[0]?.model, threads: availableParallelism(), node: process.version } };
  try {
    await openModelStore(places).install('realesr-general-x4v3', { signal: AbortSignal.timeout(600_000), progress: () => undefined });
    for (const name of names) {
      console.error(`Measuring: ${name}`);
      results[name] = await measured(pieces[name], folder, places);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}

/** One that fails says so in its place; the others are measured all the same. */
async function measured(piece: Piece | undefined, folder: string, places: ComputePlaces): Promise<Record<string, unknown>> {
  try {
    return (await piece?.(folder, places)) ?? {};
  } catch (error) {
    process.exitCode = 1;
    return { error: error instanceof Error ? error.message : String(error), ok: false };
  }
}

/** The page in Chromium. Where there is none, that is the answer. */
async function pagePiece(folder: string, bench: (folder: string) => Promise<Record<string, unknown>>): Promise<Record<string, unknown>> {
  if (!existsSync(join(appDir, 'main.js'))) return { skipped: 'the app is not built (npm run build)' };
  if (findChromium() === null) return { skipped: 'there is no Chromium' };
  return bench(folder);
}

/** The window in the Electron that the tests use. Where there is none, that is the answer. */
async function windowPiece(): Promise<Readonly<Record<string, Piece>>> {
  const place = new URL('./window-bench.ts', import.meta.url);
  if (!existsSync(place)) return {};
  const { benchWindow } = (await import(place.href)) as { readonly benchWindow: (electron: string) => Promise<Record<string, unknown>> };
  return {
    window: async () => {
      if (!existsSync(join(appDir, 'main.js'))) return { skipped: 'the app is not built (npm run build)' };
      const present = electronForTests();
      const electron = present === null ? await findElectron() : { path: present };
      if (!('path' in electron)) return { skipped: electron.reason };
      return withDisplay((display) => {
        Object.assign(process.env, display);
        return benchWindow(electron.path);
      });
    },
  };
}
