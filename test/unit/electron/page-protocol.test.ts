import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPage } from '../../../electron/main/page-protocol.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

const policy = "default-src 'none'";
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let rendererDir: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  rendererDir = join(folder.path, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(rendererDir, 'index.html'), '<title>page</title>');
  await writeFile(join(rendererDir, 'assets/a.js'), '1');
  await writeFile(join(folder.path, 'main.js'), 'not for the page');
});
afterAll(() => folder.remove());

const ask = (url: string, init?: RequestInit) => answerPage(new Request(url, init), { rendererDir, policy });

describe('page protocol', () => {
  it('gives the page and its files, each under the policy', async () => {
    const [root, page, script] = await Promise.all([
      ask('app://interweave/'),
      ask('app://interweave/index.html?x=1#y'),
      ask('app://interweave/assets/a.js'),
    ]);

    expect([await root.text(), await page.text(), await script.text()]).toEqual(['<title>page</title>', '<title>page</title>', '1']);
    expect(page.headers.get('content-security-policy')).toBe(policy);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    ['what is not there', 'app://interweave/none.js'],
    ['a folder', 'app://interweave/assets'],
    ['another host', 'app://elsewhere/index.html'],
    ['a way up in percent codes', 'app://interweave/..%2fmain.js'],
    ['a broken percent code', 'app://interweave/%E0%A4%A'],
  ])('refuses %s', async (_, url) => {
    const response = await ask(url);

    expect([response.status, await response.text()]).toEqual([404, '']);
    expect(response.headers.get('content-security-policy')).toBe(policy);
  });

  it('is read only', async () => {
    expect((await ask('app://interweave/index.html', { method: 'POST' })).status).toBe(404);
  });
});
