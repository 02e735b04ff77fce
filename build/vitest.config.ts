import { defineConfig } from 'vitest/config';
import { rootDir } from './vite/places.ts';

const slow = 'test/unit/**/*.slow.test.{ts,tsx}';

/**
 * Unit tests run on real ffmpeg, SQLite and ONNX Runtime, so they get time, and processes rather than threads.
 * `npm run check` runs the `quick` project; `npm test` runs `slow` as well (whole restores, kills, full disks, many clips).
 * Quick tests share two processes: one for each file spent more time on starting than on testing. So they leave nothing behind.
 */
export default defineConfig({
  root: rootDir,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: [slow],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'slow', include: [slow], testTimeout: 300_000, hookTimeout: 300_000 } },
    ],
  },
});
