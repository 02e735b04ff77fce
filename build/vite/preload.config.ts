import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { appDir, rootDir } from './places.ts';

/** A sandboxed preload script may load nothing but `electron`: so one CommonJS file with everything in it. */
export function preloadConfig(): InlineConfig {
  return {
    root: rootDir,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { target: 'node', noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: appDir,
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(rootDir, 'electron/preload/preload.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  };
}
