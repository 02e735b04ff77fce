import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUp, playwrightCounts, vitestCounts } from '../../../build/bootstrap/test-counts.mjs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interweave-counts-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});
async function report(content: unknown): Promise<string> {
  const path = join(folder, `${String(Math.random())}.json`);
  await writeFile(path, JSON.stringify(content));
  return path;
}
const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };
const playwright = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

describe('the sum that npm test ends with', () => {
  it('adds both runners up', async () => {
    const counts = [vitestCounts(await report(vitest), 0), playwrightCounts(await report(playwright), 0)];

    expect(addUp(counts)).toEqual({ passed: 10, failed: 0, skipped: 1 });
  });

  it('counts a test file that cannot be loaded as a failure', async () => {
    const path = await report({ ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] });

    expect(vitestCounts(path, 1)).toEqual({ passed: 7, failed: 1, skipped: 1 });
  });

  it('counts a test that passed at its second try only as a failure', async () => {
    const path = await report({ ...playwright, stats: { ...playwright.stats, flaky: 1 } });

    expect(playwrightCounts(path, 0).failed).toBe(1);
  });

  it('is never green when a runner was red, or wrote no report', async () => {
    expect([
      vitestCounts(await report(vitest), 1).failed,
      playwrightCounts(await report(playwright), 1).failed,
      vitestCounts(join(folder, 'none.json'), 0).failed,
      playwrightCounts(join(folder, 'none.json'), 0).failed,
    ]).toEqual([1, 1, 1, 1]);
  });
});
