/** `node build/kernels.ts`: compiles the metrics' pixel kernels, whose compiled form is committed, so that nothing else needs the compiler. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from './vite/places.ts';

const folder = join(rootDir, 'native/metrics/kernels');

/** As much of the compiler as is used here. Its own types change Array for whoever sees them, so they are not imported. */
interface Compiler {
  readonly main: (
    args: readonly string[],
    host: {
      readonly readFile: (name: string) => string | null;
      readonly writeFile: (name: string, contents: string | Uint8Array) => void;
      readonly listFiles: () => readonly string[];
    },
  ) => Promise<{ readonly error: Error | null; readonly stderr: { readonly toString: () => string } }>;
}

/** The text of `compiled-kernels.ts` for the present source. */
export async function compileKernels(): Promise<string> {
  const source = await readFile(join(folder, 'pixel-kernels.as'), 'utf8');
  const { default: asc } = (await import(import.meta.resolve('assemblyscript/asc'))) as { readonly default: Compiler };
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
  if (error !== null || binary === undefined) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  const base64 = Buffer.from(binary).toString('base64');
  return [
    '// Written by `node build/kernels.ts` from pixel-kernels.as. Do not edit.',
    '/** A WebAssembly module, base64. */',
    `export const compiledKernels =\n  '${base64}';`,
    '',
  ].join('\n');
}

if (import.meta.main) await writeFile(join(folder, 'compiled-kernels.ts'), await compileKernels());
