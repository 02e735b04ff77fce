import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ffmpeg, makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { flowManifest, toyFlow, toyMetric, writeMetricPackage } from '../../fixtures/toy-metrics.ts';
import { installToy, toyId } from '../../fixtures/toy-package.ts';

const entry = join(import.meta.dirname, '../../../native/cli/interweave.ts');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...names: readonly string[]): string => join(folder.path, ...names);

beforeAll(async () => {
  folder = await temporaryFolder();
  await installToy(at('packages'));
  await mkdir(at('set', 'GT'), { recursive: true });
  await mkdir(at('set', 'LQ'));
  for (const name of ['one', 'two']) {
    await makeClip(at('set', 'GT', `${name}.mkv`), { size: '128x96', frames: 9, sound: false, video: ['-c:v', 'ffv1'] });
    await ffmpeg('-i', at('set', 'GT', `${name}.mkv`), '-vf', 'scale=32:24:flags=area', '-c:v', 'ffv1', at('set', 'LQ', `${name}.mkv`));
  }
});
afterAll(() => folder.remove());

function start(...args: readonly string[]): {
  readonly child: ReturnType<typeof spawn>;
  readonly said: () => string;
  readonly code: Promise<number | null>;
} {
  const places = { INTERWEAVE_CACHE: at('cache'), INTERWEAVE_DATA: at('data'), INTERWEAVE_PACKAGES: at('packages') };
  const options = ['--device', 'cpu', '--steps', '2', '--seed', '5', '--json'];
  const child = spawn(process.execPath, [entry, 'evaluate', '--models', `bicubic,${toyId}`, ...options, ...args], {
    env: { ...process.env, ...places },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text, code: once(child, 'close').then(([code]) => code as number | null) };
}

const resultsOf = (out: string, model: string): string => at(out, 'results', 'set', 'one', `${model}.json`);
const lastLine = (text: string): unknown => JSON.parse(text.trim().split('\n').at(-1) ?? '');

test('killed in the middle it goes on: what is finished is not done again, and the numbers are those of a run that nobody disturbed', async () => {
  const killed = start(at('set'), '-o', at('out'));
  // Bicubic of the first clip is finished, the model is at work.
  while (!/one, toy-diffvsr: /.test(killed.said()) && killed.child.exitCode === null) await setTimeout(20);
  killed.child.kill('SIGKILL');
  await killed.code;
  const before = await stat(resultsOf('out', 'bicubic'));
  await expect(stat(resultsOf('out', toyId))).rejects.toThrow('ENOENT');

  const second = start(at('set'), '-o', at('out'));
  expect(await second.code, second.said()).toBe(0);
  const quiet = start(at('set'), '-o', at('quiet'));
  expect(await quiet.code, quiet.said()).toBe(0);

  expect(second.said()).toMatch(/set: 2 clips in .*, laid out as a pair of folders: true clips in GT, damaged ones in LQ/);
  expect((await stat(resultsOf('out', 'bicubic'))).mtimeMs).toBe(before.mtimeMs);
  expect(lastLine(second.said())).toMatchObject({ results: 6, reused: 1 });
  const numbers = async (out: string): Promise<string[]> =>
    (await readFile(at(out, 'results.csv'), 'utf8')).split('\n').map((line) => line.split(',').toSpliced(7, 1).join(','));
  expect(await numbers('out')).toEqual(await numbers('quiet'));
  const seamOf = async (model: string): Promise<unknown> => {
    const { metrics } = JSON.parse(await readFile(resultsOf('out', model), 'utf8')) as { metrics: { name: string; value: unknown }[] };
    return metrics.find(({ name }) => name === 'seam')?.value;
  };
  expect([typeof (await seamOf(toyId)), await seamOf('bicubic')]).toEqual(['number', undefined]);
  expect((await readdir(at('out', 'restored', 'set', 'one'))).sort()).toEqual(['bicubic.mkv', `${toyId}.mkv`]);
});

test('a third time nothing is done at all, and another recipe does the model anew and not the rest', async () => {
  const again = start(at('set'), '-o', at('quiet'));
  expect(await again.code, again.said()).toBe(0);
  const other = start(at('set'), '-o', at('quiet'), '--guidance', '2');
  expect(await other.code, other.said()).toBe(0);

  expect(lastLine(again.said())).toMatchObject({ results: 6, reused: 6 });
  expect(lastLine(other.said())).toMatchObject({ results: 6, reused: 4 });
});

test('a clip that fails is recorded, the rest goes on, the exit code says so', async () => {
  await mkdir(at('bad', 'GT'), { recursive: true });
  await mkdir(at('bad', 'LQ'));
  for (const kind of ['GT', 'LQ']) {
    await ffmpeg('-i', at('set', kind, 'one.mkv'), '-c', 'copy', at('bad', kind, 'good.mkv'));
    await ffmpeg('-i', at('set', kind, 'one.mkv'), '-frames:v', kind === 'GT' ? '4' : '3', '-c:v', 'ffv1', at('bad', kind, 'short.mkv'));
  }
  await ffmpeg('-i', at('set', 'GT', 'one.mkv'), '-c', 'copy', at('bad', 'GT', 'broken.mkv'));
  await writeFile(at('bad', 'LQ', 'broken.mkv'), 'not a film');

  const { code, said } = start(at('bad'), '-o', at('bad out'));

  expect(await code, said()).toBe(3);
  expect(lastLine(said())).toMatchObject({ error: { code: 'media-unreadable' } });
  expect(said()).toMatch(/6 of 9 clips failed/);
  const csv = await readFile(at('bad out', 'results.csv'), 'utf8');
  expect(csv.match(/^bad,good,[\w-]+,done/gm)).toHaveLength(3);
  expect(csv.match(/^bad,broken,[\w-]+,failed/gm)).toHaveLength(3);
  expect(csv).toMatch(/^bad,short,bicubic,failed.*has 4 frames and the source .* has 3/m);
  expect(await readFile(at('bad out', 'report.html'), 'utf8')).toContain('<h2>Failed</h2>');
});

test('Ctrl-C keeps what is finished', async () => {
  const { child, code, said } = start(at('set'), '-o', at('canceled'));
  while (!/one, toy-diffvsr: /.test(said()) && child.exitCode === null) await setTimeout(20);

  child.kill('SIGINT');

  expect(await code).toBe(130);
  expect(lastLine(said())).toEqual({
    error: { code: 'canceled', message: 'Canceled. What is finished is kept: the same command goes on from there.' },
  });
  expect(await readdir(at('canceled', 'results', 'set', 'one'))).toEqual(['bicubic.json']);
});

test('an empty folder and an unknown model are refused before anything is done', async () => {
  await mkdir(at('empty'));

  const empty = start(at('empty'), '-o', at('nothing'));
  const unknown = start(at('set'), '-o', at('nothing'), '--models', 'bicubic,nonesuch');

  expect([await empty.code, await unknown.code]).toEqual([2, 4]);
  expect(lastLine(empty.said())).toMatchObject({ error: { code: 'bad-input' } });
  expect(lastLine(unknown.said())).toMatchObject({ error: { code: 'model-missing' } });
  await expect(stat(at('nothing'))).rejects.toThrow('ENOENT');
});

test('a package that measures fills its row: only the measuring is done anew', async () => {
  const before = await stat(at('out', 'restored', 'set', 'one', 'bicubic.mkv'));
  await writeMetricPackage(at('packages'), toyMetric(['frame', 'reference']), { id: 'lpips', name: 'Toy distance', better: 'lower' });
  await writeMetricPackage(at('packages'), toyMetric(['frame']), { id: 'musiq', name: 'Toy quality' });

  const again = start(at('set'), '-o', at('out'));
  expect(await again.code, again.said()).toBe(0);
  const third = start(at('set'), '-o', at('out'));
  expect(await third.code, third.said()).toBe(0);

  expect((await stat(at('out', 'restored', 'set', 'one', 'bicubic.mkv'))).mtimeMs).toBe(before.mtimeMs);
  const report = await readFile(at('out', 'report.md'), 'utf8');
  expect(report).toMatch(/\| set \| MUSIQ ↑ \| .*0\.\d{3}.* \| .*0\.\d{3}.* \| 0\.\d{3} \|/);
  expect(report).toMatch(/\| set \| Toy distance ↓ \| .*0\.\d{3}.* \| .*0\.\d{3}.* \| {2}\|/);
  expect(report).toContain('NRQM (nrqm)');
  expect(report).not.toContain('MUSIQ (musiq)');
  expect(lastLine(third.said())).toMatchObject({ results: 6, reused: 6 });
});

async function compare(...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const places = { INTERWEAVE_CACHE: at('cache'), INTERWEAVE_DATA: at('data'), INTERWEAVE_PACKAGES: at('packages') };
  const child = spawn(process.execPath, [entry, 'compare', ...args], {
    env: { ...process.env, ...places },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

test('compare measures by packages too, and says what would have to be added', async () => {
  const clip = at('set', 'GT', 'one.mkv');
  await writeMetricPackage(at('packages'), toyMetric(['frame', 'reference']), { id: 'lpips', name: 'Toy distance', better: 'lower' });

  const all = await compare(clip, '--reference', clip);
  const absent = await compare(clip, '--metrics', 'dover');
  await writeMetricPackage(at('packages'), toyMetric(['reference']), { id: 'wrong' });
  const wrong = await compare(clip, '--metrics', 'wrong');

  expect(all.code, all.said).toBe(0);
  expect(all.said).toMatch(/Toy distance +0\.0000 +lower is better +lpips package 1\.0\.0/);
  expect(all.said).toMatch(/Not measured: CLIP-IQA \(clip-iqa\); .*; DOVER \(dover\); .* interweave models import FOLDER/);
  expect(absent.code).toBe(2);
  expect(absent.said).toMatch(/There is no metric "dover" here\. DOVER: .* interweave models import FOLDER/);
  expect(wrong.code).toBe(4);
  expect(wrong.said).toContain('no input sees the frame, or a clip');
});

test('a package that finds motion takes the place of the classical flow: what was measured by another is measured anew', async () => {
  const clip = at('set', 'GT', 'one.mkv');
  const classical = await compare(clip, '--metrics', 'e-warp');
  await writeMetricPackage(at('packages'), toyFlow([3, 1]), flowManifest);

  const first = start(at('set'), '-o', at('out'));
  expect(await first.code, first.said()).toBe(0);
  const second = start(at('set'), '-o', at('out'));
  expect(await second.code, second.said()).toBe(0);
  const compared = await compare(clip, '--metrics', 'e-warp');

  expect(classical.said).toMatch(/e-warp v1\b[^]*e-warp: Farneback's optical flow/);
  expect(compared.said).toMatch(/e-warp by the flow of toy-raft 1\.2\.0[^]*e-warp: optical flow of the package toy-raft 1\.2\.0/);
  expect([lastLine(first.said()), lastLine(second.said())]).toMatchObject([{ reused: 0 }, { reused: 6 }]);
  expect(await readFile(at('out', 'report.md'), 'utf8')).toContain('(`e-warp` by the flow of toy-raft 1.2.0)');
});
