import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileKernels } from '../../../build/kernels.ts';

it('the compiled kernels are those of the source', async () => {
  const committed = await readFile(new URL('../../../native/metrics/kernels/compiled-kernels.ts', import.meta.url), 'utf8');

  expect(await compileKernels()).toBe(committed);
});
