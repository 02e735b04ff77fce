import { defineConfig } from 'vitest/config';
import { rootDir } from './vite/places.ts';

/** Unit tests run on real ffmpeg, SQLite and ONNX Runtime, so they get time, and processes rather than threads. */
export default defineConfig({
  root: rootDir,
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    restoreMocks: true,
  },
});
