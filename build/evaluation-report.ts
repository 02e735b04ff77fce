/**
 * Makes test/reports/evaluation: clips of the pictures that training held out, damaged in two ways, restored and measured.
 *
 *   python -m models.train prepare                             fetches the pictures (see models/train/README.md)
 *   python -m models.train.test_set                            makes clips of them
 *   npx interweave models install realesr-general-x4v3
 *   npx interweave models install realesrgan-x4plus
 *   node build/evaluation-report.ts
 *
 * Clips and results stay in .cache/evaluation; what is finished there is not done again, so that after a model changed this does its
 * clips only. `node build/evaluation-report.ts realesrgan-x4plus` does the clips of the models that are named and leaves the report as
 * it is. A tool of ours, not part of the product.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const clips = '.cache/evaluation/held-out';
const results = '.cache/evaluation/results';
const report = 'test/reports/evaluation';
const models = ['bicubic', 'realesr-general-x4v3', 'realesrgan-x4plus', 'interweave-nano'];
const note =
  'Seven clips of eight frames, 640x360, made of pictures that the training of interweave-nano never saw (models/train/sources.tsv), by a camera that moves over them; damaged by interweave degrade (seeds 1 to 7). Made by build/evaluation-report.ts.';

function interweave(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, ['native/cli/interweave.ts', ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const truths = join(root, clips, 'GT');
if (!existsSync(truths)) {
  console.error(`${clips}/GT is not there. Make it with: python -m models.train.test_set`);
  process.exit(2);
}
for (const [index, clip] of readdirSync(truths).sort().entries()) {
  for (const level of ['simple', 'complex']) {
    const path = `${clips}/${level}/${clip}.mkv`;
    mkdirSync(join(root, clips, level), { recursive: true });
    if (!existsSync(join(root, path)))
      interweave('degrade', `${clips}/GT/${clip}`, '-o', path, '--level', level, '--seed', String(index + 1));
  }
}
const named = process.argv.slice(2);
interweave('evaluate', clips, '--models', (named.length > 0 ? named : models).join(','), '-o', results, '--note', note);
if (named.length === 0) {
  mkdirSync(join(root, report), { recursive: true });
  for (const name of ['report.html', 'report.md', 'report.json', 'results.csv'])
    copyFileSync(join(root, results, name), join(root, report, name));
}
