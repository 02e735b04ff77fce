/** `node build/kernels.ts`: compiles the metrics' pixel kernels, whose compiled form is committed, so that nothing else needs the compiler. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { rootDir } from './vite/places.ts';

const folder = join(rootDir, 'native/metrics/kernels');

/** The text of `compiled-kernels.ts` for the present source. */
export async function compileKernels(): Promise<string> {
  const source = await readFile(join(folder, 'pixel-kernels.as'), 'utf8');
  const written: Uint8Array[] = [];
  const options = ['--optimizeLevel', '3', '--shrinkLevel', '0', '--runtime', 'stub', '--noAssert', '--use', 'abort=', '--enable', 'simd'];
  const { error, stderr } = await asc.main(['kernels.ts', '--outFile', 'kernels.wasm', ...options], {
    readFile: (name) => (name === 'kernels.ts' ? source : null),
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') written.push(contents);
    },
    listFiles: () => [],
  });
  const [binary] = written;
  if (error !== null || binary === undefined)
    throw new Error(`the kernels do not compile: ${(stderr as { toString: () => string }).toString()}`);
  const base64 = Buffer.from(binary).toString('base64');
  return [
    '// Written by `node build/kernels.ts` from pixel-kernels.as. Do not edit.',
    '/** A WebAssembly module, base64. */',
    `export const compiledKernels =\n  '${base64}';`,
    '',
  ].join('\n');
}

if (import.meta.main) await writeFile(join(folder, 'compiled-kernels.ts'), await compileKernels());
