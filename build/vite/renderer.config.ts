import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { appDir, rootDir } from './places.ts';

/**
 * The window's page. Relative addresses (`base: './'`), because the same files are served under `app://interweave/`
 * and by the headless host. Nothing is inlined: the content security policy allows files of our own only.
 */
export function rendererConfig(): InlineConfig {
  return {
    root: join(rootDir, 'renderer'),
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: join(appDir, 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
    },
  };
}
