import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

const root = join(import.meta.dirname, '../../..');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await cp(join(root, 'test/fixtures/diffvsr/toy'), at('weights/toy-diffvsr'), { recursive: true });
});
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

interface Ended {
  readonly code: unknown;
  readonly error: unknown;
}

/** The command itself, with the toy model beside the known ones. The options are looked at before the clip, so none is needed. */
function restore(...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, INTERWEAVE_CACHE: at('cache'), INTERWEAVE_DATA: at('data'), INTERWEAVE_WEIGHTS: at('weights') };
  const line = [join(root, 'native/cli/interweave.ts'), 'restore', at('clip.mp4'), '-o', at('out.mp4'), '--json', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, line, { env }, (failure, stdout) => {
      const { error } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as { readonly error: unknown };
      resolve({ code: failure?.code ?? 0, error });
    });
  });
}

test.each([
  { what: 'no steps', args: ['--steps', '0'], words: 'whole number from 1 to 1000' },
  { what: 'too many steps', args: ['--steps', '10000'], words: 'whole number from 1 to 1000' },
  { what: 'negative guidance', args: ['--guidance', '-2'], words: 'number from 1 to 30' },
  { what: 'a seed beyond 2^53', args: ['--seed', '9007199254740993'], words: 'from 0 to 9007199254740991' },
  { what: 'a tile smaller than twice its overlap', args: ['--tile', '48'], words: 'at least twice as large as its overlap' },
  { what: 'a scheduler that nobody knows', args: ['--scheduler', 'heun'], words: 'Allowed choices are ddim' },
])('$what: exit code 2, and the limit in words', async ({ args, words }) => {
  const ended = await restore('--model', 'toy-diffvsr', ...args);

  expect(ended).toMatchObject({ code: 2, error: { code: 'bad-input', message: expect.stringContaining(words) as string } });
  expect(existsSync(at('out.mp4'))).toBe(false);
});

test('a prompt for a model that reads none: exit code 2, and what to do', async () => {
  const message = expect.stringMatching(
    /^The model realesr-general-x4v3 has no --prompt\. Leave it out, or choose a model that has it/,
  ) as string;

  expect(await restore('--prompt', 'a fox')).toMatchObject({ code: 2, error: { code: 'bad-input', message } });
});

test('good options are not what is refused', async () => {
  const ended = await restore('--model', 'toy-diffvsr', '--prompt', '1984', '--steps', '2', '--shots', '12,40');

  expect(ended).toMatchObject({ code: 3, error: { code: 'media-missing' } });
});
