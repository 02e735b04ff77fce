import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installDefaultModel } from '../jobs/queue-fixture.ts';
import { startCli } from './spawned-cli.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await installDefaultModel();
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

async function result(...args: readonly string[]): Promise<unknown> {
  const { code, stderr, json } = await startCli(folder.path, [...args, '--json']).ended;
  if (code !== 0) throw new Error(stderr);
  return json();
}

test('restore --project makes the project, and keeps runs of the same frames with one segment', async () => {
  const source = await makeClip(at('clip.mp4'), { frames: 12 });
  const frames = ['--from', '2f', '--to', '8f', '--project', at('tapes.interweave')];

  await result('restore', source, '-o', at('first.mp4'), ...frames);
  await result('restore', source, '-o', at('second.mkv'), '--codec', 'ffv1', ...frames);

  expect(await result('project', 'runs', at('tapes.interweave'))).toMatchObject({
    runs: expect.arrayContaining([
      expect.objectContaining({ outputPath: at('first.mp4'), frameCount: 6 }),
      expect.objectContaining({ outputPath: at('second.mkv'), frameCount: 6 }),
    ]) as unknown,
  });
  const { items } = (await result('project', 'info', at('tapes.interweave'))) as { readonly items: readonly { readonly kind: string }[] };
  expect(items.filter(({ kind }) => kind === 'segment')).toEqual([
    expect.objectContaining({ inFrame: 2, outFrame: 8, output: expect.objectContaining({ codec: 'ffv1' }) as unknown }),
  ]);
  expect(items.filter(({ kind }) => kind === 'asset')).toHaveLength(1);
});

test('a command that was killed goes on in the project when it is given again', async () => {
  const source = await makeClip(at('long.mp4'), { frames: 60 });
  const line = ['restore', source, '-o', at('long-restored.mp4'), '--project', at('killed.interweave')];

  const { child, ended } = startCli(folder.path, [...line, '--json']);
  let progress = '';
  child.stderr.on('data', (chunk: Buffer) => (progress += chunk.toString()));
  await expect.poll(() => progress, { timeout: 60_000 }).toMatch(/[2-9]\d %/);
  child.kill('SIGKILL');
  await ended;

  expect(await result(...line)).toMatchObject({ frameCount: 60, report: { ok: true } });
  expect(await result('project', 'runs', at('killed.interweave'))).toMatchObject({ runs: [{ outputPath: at('long-restored.mp4') }] });
});
