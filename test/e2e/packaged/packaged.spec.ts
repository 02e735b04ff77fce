import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { electronPath } from '../../../build/launch-electron.ts';
import { rootDir } from '../../../build/vite/places.ts';
import { makeClip } from '../../fixtures/tiny-clips.ts';
import { callEngine, takeEnginePort } from '../electron/engine-port.ts';
import { makeHome } from '../electron/studio-fixture.ts';
import type { Home } from '../electron/studio-fixture.ts';
import { startPackaged } from './packaged-app.ts';

const run = promisify(execFile);
const output = join(rootDir, '.out/packaged-test');
const folder = join(output, 'linux-unpacked');
const executable = join(folder, 'interweave');
/** A fuse is one character in the executable: '1' is on, '0' off. */
const enabled = '1'.charCodeAt(0);
let home: Home;

test.skip(process.platform !== 'linux', 'The folder and archive targets are tested on Linux.');
test.beforeAll(async () => {
  test.setTimeout(600_000);
  home = await makeHome();
  const args = ['--electron', dirname(electronPath()), '--output', output, 'dir', 'tar.gz'];
  await run(process.execPath, [join(rootDir, 'build/package.mjs'), ...args], { cwd: rootDir, env: { ...process.env, INIT_CWD: rootDir } });
});
test.afterAll(async () => {
  await home.remove();
});

test('starts, and restores a clip with the model, out of its archive', async () => {
  const source = await makeClip(join(home.path, 'clip.mp4'), { frames: 4 });
  const weights = { INTERWEAVE_WEIGHTS: join(rootDir, 'models/weights') };
  const app = await startPackaged(executable, { ...home, env: { ...home.env, ...weights } });
  await expect(app.page.getByText(/CPU threads/)).toBeVisible();
  expect(app.page.url()).toBe('app://interweave/index.html');

  await takeEnginePort(app.page);
  const { models } = await callEngine(app.page, 'models.list', {});
  expect(models.find(({ id }) => id === 'realesr-general-x4v3')).toMatchObject({ status: 'installed' });
  const recipe = { pipeline: 'real-esrgan', device: 'cpu' } as const;
  const outputPath = join(home.path, 'restored.mp4');
  const { job } = await callEngine(app.page, 'restore.file', { sourcePath: source, range: null, recipe, output: {}, outputPath });
  const jobNow = async () => (await callEngine(app.page, 'job.list', { cursor: null })).items.find(({ id }) => id === job);
  await expect.poll(async () => (await jobNow())?.state, { timeout: 120_000 }).toMatch(/^(done|failed|canceled)$/);
  expect(await jobNow()).toMatchObject({ state: 'done', error: null });
  expect(await callEngine(app.page, 'job.result', { id: job })).toMatchObject({ frameCount: 4, width: 256, height: 192 });

  expect(await app.quit()).toBe(0);
});

test('has every switch off that would let others run code in its name', async () => {
  const fuses = await getCurrentFuseWire(executable);

  expect(
    Object.fromEntries(
      Object.entries(FuseV1Options)
        .filter(([name, option]) => Number.isNaN(Number(name)) && option in fuses)
        .map(([name, option]) => [name, Number(fuses[option as FuseV1Options]) === enabled]),
    ),
  ).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  });
});

test('holds what it needs and no more', () => {
  const inside = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  const modules = new Set(inside.flatMap((path) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  const resources = join(folder, 'resources');
  const onnxruntime = join(resources, 'app.asar.unpacked/node_modules/onnxruntime-node/bin/napi-v6');

  expect([...modules].sort()).toEqual(['better-sqlite3', 'onnxruntime-common', 'onnxruntime-node']);
  expect(inside.filter((path) => /\.(map|ts|tsx)$|^\/(build|test|native|renderer|electron|models)\//.test(path))).toEqual([]);
  expect(readdirSync(onnxruntime)).toEqual(['linux']);
  expect(readdirSync(join(onnxruntime, 'linux'))).toEqual([process.arch]);
  expect(readdirSync(join(resources, 'models/packages'))).toEqual(readdirSync(join(rootDir, 'models/packages')));
  expect(readdirSync(join(resources, 'models/sample'))).toEqual(readdirSync(join(rootDir, 'models/sample')));
  expect(existsSync(join(resources, 'default_app.asar'))).toBe(false);
  expect(existsSync(join(resources, 'THIRD-PARTY-NOTICES.md'))).toBe(true);
});

test('starts out of its tar.gz, and ends with the system without asking', async () => {
  const archive = readdirSync(output).find((name) => name.endsWith('.tar.gz'))!;
  const unpacked = join(home.path, 'unpacked');
  mkdirSync(unpacked);
  await run('tar', ['xzf', join(output, archive), '-C', unpacked]);
  const app = await startPackaged(join(unpacked, basename(archive, '.tar.gz'), 'interweave'), home);

  await expect(app.page.getByText(/CPU threads/)).toBeVisible();
  // At logout nobody is there to answer whether a running restore may be interrupted.
  await app.page.evaluate(() => window.app?.call('window.setProgress', { fraction: 0.5 }));
  expect(await app.quit()).toBe(0);
});
