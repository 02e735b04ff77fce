import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { appDir, rootDir } from './places.ts';

/** What runs in Node: Electron's main process, the engine, the compute process with its session worker, and the command line. */
const entries: Readonly<Record<string, string>> = {
  main: 'electron/main/main.ts',
  engine: 'electron/engine-entry.ts',
  compute: 'native/jobs/compute-entry.ts',
  'compute-electron': 'electron/compute-entry.ts',
  'session-worker': 'native/inference/session-worker.ts',
  'convert-worker': 'native/inference/convert-worker.ts',
  'measure-worker': 'native/metrics/measure-worker.ts',
  cli: 'native/cli/interweave.ts',
};

/** Packages that hold native code or a program, and so find their files beside themselves. */
export const externalPackages = ['electron', 'onnxruntime-node', 'better-sqlite3', 'ffmpeg-static', '@ffprobe-installer/ffprobe'];

/**
 * One build for all of them. Shared chunks lie beside the entries, not in a folder below, so that
 * `new URL('./session-worker.js', import.meta.url)` means the same in every chunk.
 */
export function nodeConfig(): InlineConfig {
  const input = Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(rootDir, path))));
  return {
    root: rootDir,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // CommonJS packages inside a module: they read these at load (pacote's, for scripts that are never run here).
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    ssr: { target: 'node', noExternal: true, external: externalPackages },
    build: {
      ssr: true,
      target: 'node20',
      outDir: appDir,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external: externalPackages,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  };
}
