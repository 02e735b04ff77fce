import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';

const entry = join(import.meta.dirname, '../../../native/cli/interweave.ts');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  await makeClip(at('whole.mkv'), { frames: 6, sound: false, video: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'] });
  await writeFile(at('hole.mkv'), withoutPicture(await readFile(at('whole.mkv')), 3));
});
afterAll(() => folder.remove());

/** Its packet stays, of which nothing can be decoded. */
function withoutPicture(file: Buffer, number: number): Buffer {
  let begin = -1;
  for (let picture = 0; picture <= number; picture += 1) begin = file.indexOf(Buffer.of(0xff, 0xd8, 0xff), begin + 1);
  return file.fill(0, begin, file.indexOf(Buffer.of(0xff, 0xd9), begin));
}

async function compare(...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string; readonly said: string }> {
  const child = spawn(process.execPath, [entry, 'compare', ...args, '--json'], {
    env: { ...process.env, INTERWEAVE_CACHE: at('cache'), INTERWEAVE_DATA: at('data'), INTERWEAVE_PACKAGES: at('packages') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', said: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

test.each([
  ["ffmpeg's filters", 'psnr-luma'],
  ['frames', 'psnr-y'],
])('a clip with fewer pictures than packets is counted by what decodes, and measured after all: by %s', async (_, metric) => {
  const { code, out, said } = await compare(at('hole.mkv'), '--reference', at('hole.mkv'), '--metrics', metric);

  expect(code, said).toBe(0);
  // Tried with the six that its packets promise; of how far the second, full look is, a quick machine says nothing.
  expect(said).toMatch(/frame \d of 6/);
  expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({
    frames: 5,
    metrics: [{ name: metric, value: 80 }],
  });
});

test('beside a whole clip it is refused for the pictures that it has, and not for a damaged one', async () => {
  const { code, said } = await compare(at('hole.mkv'), '--reference', at('whole.mkv'), '--metrics', 'psnr-luma');

  expect(code).toBe(2);
  expect(said).toMatch(/hole\.mkv has 5 frames and the reference .*whole\.mkv has 6\. Use --align pts/);
});
