import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
const rules = require(join(root, 'build/dependency-rules.cjs')) as { readonly forbidden: readonly { readonly name: string }[] };

/** Files of the planted checkout that imports may lead to. */
const targets = [
  'native/contract/index.ts',
  'native/contract/job.ts',
  ...[
    'util',
    'media',
    'inference',
    'schedulers',
    'project',
    'captions',
    'interchange',
    'pipelines',
    'metrics',
    'jobs',
    'engine',
    'host',
    'cli',
  ].map((room) => `native/${room}/there.ts`),
  'electron/main/there.ts',
  'electron/preload/there.ts',
  'renderer/app/there.ts',
  'models/packages/there.ts',
  'build/there.ts',
  'test/unit/there.ts',
];

/** Rule, the file that breaks it, and what that file imports (a path from the checkout, or a package). */
const breaches: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['renderer-sees-contract-only', 'renderer/app/bad-engine.ts', 'native/engine/there.ts'],
  ['renderer-sees-contract-only', 'renderer/app/bad-shell.ts', 'electron/main/there.ts'],
  ['preload-sees-contract-only', 'electron/preload/bad-engine.ts', 'native/engine/there.ts'],
  ['preload-sees-contract-only', 'electron/preload/bad-main.ts', 'electron/main/there.ts'],
  ['main-sees-contract-only', 'electron/main/bad-engine.ts', 'native/engine/there.ts'],
  ['main-sees-contract-only', 'electron/main/bad-window.ts', 'renderer/app/there.ts'],
  ['main-sees-contract-only', 'electron/main/bad-compute.ts', 'electron/compute-entry.ts'],
  ['engine-entry-sees-engine-only', 'electron/engine-entry.ts', 'native/media/there.ts'],
  ['compute-entry-sees-jobs-only', 'electron/compute-entry.ts', 'native/engine/there.ts'],
  ['contract-by-the-front-door', 'renderer/app/bad-door.ts', 'native/contract/job.ts'],
  ['contract-by-the-front-door', 'electron/main/bad-door.ts', 'native/contract/job.ts'],
  ['models-are-data', 'native/inference/bad-models.ts', 'models/packages/there.ts'],
  ['models-are-data', 'renderer/app/bad-models.ts', 'models/packages/there.ts'],
  ['models-import-nothing', 'models/packages/bad.ts', 'native/util/there.ts'],
  ['native-is-headless', 'native/engine/bad-shell.ts', 'electron/main/there.ts'],
  ['native-is-headless', 'native/host/bad-window.ts', 'renderer/app/there.ts'],
  ['nobody-imports-build', 'native/util/bad-build.ts', 'build/there.ts'],
  ['nobody-imports-tests', 'native/util/bad-test.ts', 'test/unit/there.ts'],
  ['nobody-imports-tests', 'build/bad-test.ts', 'test/unit/there.ts'],
  ['contract-has-one-dependency', 'native/contract/bad-package.ts', 'react'],
  ['contract-has-one-dependency', 'native/contract/bad-room.ts', 'native/util/there.ts'],

  ['native-contract-looks-down', 'native/contract/bad-up.ts', 'native/util/there.ts'],
  ['native-util-looks-down', 'native/util/bad-up.ts', 'native/media/there.ts'],
  ['native-media-looks-down', 'native/media/bad-up.ts', 'native/pipelines/there.ts'],
  ['native-media-not-sideways', 'native/media/bad-side.ts', 'native/project/there.ts'],
  ['native-inference-looks-down', 'native/inference/bad-up.ts', 'native/pipelines/there.ts'],
  ['native-inference-not-sideways', 'native/inference/bad-side.ts', 'native/media/there.ts'],
  ['native-schedulers-looks-down', 'native/schedulers/bad-up.ts', 'native/pipelines/there.ts'],
  ['native-schedulers-not-sideways', 'native/schedulers/bad-side.ts', 'native/inference/there.ts'],
  ['native-project-looks-down', 'native/project/bad-up.ts', 'native/jobs/there.ts'],
  ['native-project-not-sideways', 'native/project/bad-side.ts', 'native/media/there.ts'],
  ['native-captions-looks-down', 'native/captions/bad-up.ts', 'native/engine/there.ts'],
  ['native-captions-not-sideways', 'native/captions/bad-side.ts', 'native/media/there.ts'],
  ['native-interchange-looks-down', 'native/interchange/bad-up.ts', 'native/engine/there.ts'],
  ['native-interchange-not-sideways', 'native/interchange/bad-side.ts', 'native/media/there.ts'],
  ['native-pipelines-looks-down', 'native/pipelines/bad-up.ts', 'native/jobs/there.ts'],
  ['native-pipelines-not-sideways', 'native/pipelines/bad-side.ts', 'native/metrics/there.ts'],
  ['native-metrics-looks-down', 'native/metrics/bad-up.ts', 'native/jobs/there.ts'],
  ['native-metrics-not-sideways', 'native/metrics/bad-side.ts', 'native/pipelines/there.ts'],
  ['native-jobs-looks-down', 'native/jobs/bad-up.ts', 'native/engine/there.ts'],
  ['native-engine-looks-down', 'native/engine/bad-up.ts', 'native/cli/there.ts'],
  ['native-host-looks-down', 'native/host/bad-up.ts', 'native/cli/there.ts'],

  ['electron-package', 'native/engine/bad-electron.ts', 'electron'],
  ['electron-package', 'renderer/app/bad-electron.ts', 'electron'],
  ['sqlite-package', 'native/engine/bad-sqlite.ts', 'better-sqlite3'],
  ['onnxruntime-package', 'native/pipelines/bad-onnx.ts', 'onnxruntime-node'],
  ['onnx-proto-package', 'native/pipelines/bad-proto.ts', 'onnx-proto'],
  ['opencv-package', 'native/media/bad-opencv.ts', '@opencvjs/node'],
  ['tokenizers-package', 'native/inference/bad-tokenizers.ts', '@huggingface/tokenizers'],
  ['edit-list-packages', 'native/engine/bad-csv.ts', 'csv-parse/sync'],
  ['ffmpeg-packages', 'native/jobs/bad-ffmpeg.ts', 'fluent-ffmpeg'],
  ['openai-package', 'native/engine/bad-openai.ts', 'openai'],
  ['commander-package', 'native/host/bad-commander.ts', 'commander'],
  ['ws-package', 'native/jobs/bad-ws.ts', 'ws'],
  ['zod-package', 'electron/main/bad-zod.ts', 'zod'],
  ['react-packages', 'native/engine/bad-react.ts', 'react'],
  ['react-packages', 'electron/main/bad-mui.ts', '@mui/material'],
  ['test-packages', 'native/util/bad-vitest.ts', 'vitest'],
  ['test-packages', 'renderer/app/bad-playwright.ts', '@playwright/test'],
  ['build-packages', 'native/util/bad-vite.ts', 'vite'],

  ['no-node-in-the-window', 'renderer/app/bad-node.ts', 'node:fs'],
  ['no-node-in-the-window', 'native/contract/bad-node.ts', 'node:path'],
  ['no-node-in-the-window', 'electron/preload/bad-node.ts', 'node:fs'],
  ['no-development-packages-in-the-product', 'native/util/bad-development.ts', 'prettier'],
  ['no-unresolvable', 'native/util/bad-nowhere.ts', 'native/util/nowhere.ts'],
  ['no-cycles', 'native/util/cycle-a.ts', 'native/util/cycle-b.ts'],
];

/** Imports that the table allows, and that a rule written too wide would refuse. (A circle is reported once, at its first file.) */
const allowed: readonly (readonly [file: string, imported: string])[] = [
  ['native/util/cycle-b.ts', 'native/util/cycle-a.ts'],
  ['renderer/app/good.ts', 'native/contract/index.ts'],
  ['renderer/app/good-react.ts', 'react'],
  ['electron/preload/good.ts', 'native/contract/index.ts'],
  ['electron/main/good.ts', 'electron'],
  ['native/contract/good.ts', 'zod'],
  ['native/media/good.ts', 'native/util/there.ts'],
  ['native/pipelines/good.ts', 'native/inference/there.ts'],
  ['native/engine/good.ts', 'native/project/there.ts'],
  ['native/cli/good.ts', 'native/host/there.ts'],
  ['native/project/good.ts', 'better-sqlite3'],
  ['native/inference/good.ts', 'onnxruntime-node'],
  ['test/unit/good.ts', 'native/engine/there.ts'],
  ['test/unit/good-vitest.ts', 'vitest'],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

describe('dependency rules', () => {
  let checkout: string;
  let found: readonly Violation[];

  beforeAll(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'interweave-rules-'));
    await plant(checkout);
    found = await cruise(checkout);
  });
  afterAll(async () => {
    await rm(checkout, { recursive: true, force: true });
  });

  it.each(breaches)('%s: refuses %s importing %s', (rule, file) => {
    expect(found.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('lets through what the table allows', () => {
    const good = new Set(allowed.map(([file]) => file));

    expect(found.filter((violation) => good.has(violation.from))).toEqual([]);
  });

  it('has a planted breach for every rule', () => {
    expect(new Set(breaches.map(([rule]) => rule))).toEqual(new Set(rules.forbidden.map((rule) => rule.name)));
  });
});

async function plant(checkout: string): Promise<void> {
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(checkout, path)), { recursive: true });
    await writeFile(join(checkout, path), text);
  };
  for (const path of targets) await write(path, 'export const there = 1;\n');
  for (const [file, imported] of [...breaches.map(([, file, imported]) => [file, imported] as const), ...allowed]) {
    const isPath = /^(native|electron|renderer|models|build|test)\//.test(imported);
    const up = '../'.repeat(file.split('/').length - 1);
    await write(file, `import '${isPath ? up + imported : imported}';\n`);
  }
  await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  await writeFile(join(checkout, 'package.json'), JSON.stringify(require(join(root, 'package.json'))));
}

async function cruise(checkout: string): Promise<readonly Violation[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', join(root, 'build/dependency-rules.cjs'), '--output-type', 'json'],
      ...['electron', 'renderer', 'native', 'models', 'build', 'test'],
    ],
    { cwd: checkout, maxBuffer: 64 * 2 ** 20 },
  );
  const report = JSON.parse(stdout) as { readonly summary: { readonly violations: readonly Violation[] } };
  return report.summary.violations;
}
