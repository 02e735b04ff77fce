/** `npm run check`: everything that must be green before a commit. Steps run two at a time; one line each, the output only of what failed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { rootDir } from './vite/places.ts';

interface Step {
  readonly name: string;
  /** The program's script inside node_modules. */
  readonly script: string;
  readonly args: readonly string[];
}

/** Written by programs and pinned by their hash: left as they are. An ignore file in build/ cannot name what lies outside. */
const generatedFiles = ['!models/packages/**/*.json', '!test/fixtures/**/*.json'];
const prettierIgnores = ['--ignore-path', '.gitignore', '--ignore-path', 'build/prettier-ignore'];
const rooms = ['electron', 'renderer', 'native', 'models', 'build', 'test'];

/** Longest first, so that neither lane waits at the end. */
const steps: readonly Step[] = [
  {
    name: 'lint',
    script: 'eslint/bin/eslint.js',
    args: ['--config', 'build/eslint.config.ts', '--cache', '--cache-location', '.cache/eslint/', '--max-warnings', '0', '.'],
  },
  // The native compiler checks the same language in half the time (decision 0006).
  { name: 'types', script: '@typescript/native-preview/bin/tsgo', args: ['--build'] },
  { name: 'unit tests', script: 'vitest/vitest.mjs', args: ['run', '--config', 'build/vitest.config.ts', '--project', 'quick'] },
  {
    name: 'format',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '.', ...generatedFiles, '--cache', '--cache-location', '.cache/prettier', ...prettierIgnores],
  },
  {
    name: 'dependency rules',
    script: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', 'build/dependency-rules.cjs', '--output-type', 'err', ...rooms],
  },
  { name: 'unused code', script: 'knip/bin/knip.js', args: ['--config', 'build/knip.json'] },
];

const started = performance.now();
const failed = await runAll(steps, { lanes: 2 });
const total = seconds(performance.now() - started);
console.log(failed.length === 0 ? `check passed in ${total} s` : `check failed in ${total} s: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** The names of the steps that failed. */
async function runAll(all: readonly Step[], { lanes }: { readonly lanes: number }): Promise<readonly string[]> {
  const waiting = [...all];
  const failures: string[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const began = performance.now();
      const { code, output } = await runStep(step);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(18)} ${seconds(performance.now() - began).padStart(6)} s`);
      if (code === 0) continue;
      failures.push(step.name);
      console.log(output.trimEnd().replace(/^/gm, '     '));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failures;
}

function runStep(step: Step): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(rootDir, 'node_modules', step.script), ...step.args], {
      cwd: rootDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
