import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MetricName } from '../../../native/contract/index.ts';
import { pictureEndings } from '../../../native/metrics/evaluation/clip-pictures.ts';
import { ClipResult } from '../../../native/metrics/evaluation/clip-result.ts';
import type { ReportInput } from '../../../native/metrics/evaluation/report-input.ts';
import { openResultStore } from '../../../native/metrics/evaluation/result-store.ts';
import { marksOf } from '../../../native/metrics/evaluation/summary.ts';
import { writeReport } from '../../../native/metrics/evaluation/write-report.ts';
import { missingMetrics } from '../../../native/metrics/missing-metrics.ts';
import { factsNamed } from '../../../native/metrics/registry.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

const models = ['bicubic', 'first', 'second'];
const view = { frame: 1, left: 0.25, top: 0.25, width: 0.5, height: 0.5 };
const facts = {
  version: '1.0.0',
  sha256: 'ab'.repeat(32),
  device: 'cpu',
  versions: { app: '0.1.0' },
  wallMs: 1500,
  framesSha256: null,
  notes: [],
};

function done(model: string, clip: string, numbers: Partial<Record<MetricName, number | null>>): ClipResult {
  const names = Object.keys(numbers);
  const metrics = names.map((name) => {
    const { version, unit } = factsNamed(name, []);
    return { name, version, unit, value: numbers[name] ?? null, detail: '', note: null };
  });
  const size = { frameCount: 4, width: 64, height: 48 };
  const recipe = { pipeline: 'diffvsr', seed: 7 };
  return ClipResult.parse({
    status: 'done',
    dataset: 'set',
    clip,
    model,
    identity: 'x',
    facts: { ...facts, recipe },
    ...size,
    view,
    metrics,
    series: {},
  });
}

/** Two clips by three models; the second failed on "b, <i>odd</i>", whose numbers of the others would turn the order around. */
const odd = 'b, <i>odd</i>';
const results: readonly ClipResult[] = [
  done('bicubic', 'a', { 'psnr-y': 20, 'e-warp': 0.5, flicker: 0.97, sharpness: 2 }),
  done('first', 'a', { 'psnr-y': 30, 'e-warp': 2, flicker: 0.95, sharpness: 4 }),
  done('second', 'a', { 'psnr-y': 25, 'e-warp': 1, flicker: 0.97, sharpness: 3 }),
  done('ground-truth', 'a', { 'e-warp': 0.1, flicker: 0.99, sharpness: 3 }),
  done('bicubic', odd, { 'psnr-y': 60, 'e-warp': 9, flicker: 0.1, sharpness: 2 }),
  done('first', odd, { 'psnr-y': 10, 'e-warp': 0.1, flicker: 0.1, sharpness: 2 }),
  ClipResult.parse({
    ...{ status: 'failed', dataset: 'set', clip: odd, model: 'second', identity: 'x' },
    error: { code: 'media-unreadable', message: 'Frame 3 cannot be decoded.' },
  }),
];
const input: ReportInput = {
  datasets: [
    {
      title: 'set',
      directory: '/nowhere',
      layout: 'a pair of folders',
      clips: ['a', odd].map((name) => ({ name, sourcePath: `LQ/${name}`, truthPath: `GT/${name}` })),
    },
  ],
  restorers: models.map((id) => ({ id, title: id })),
  results,
  packages: { facts: [], missing: missingMetrics([]) },
  startedAt: new Date(0),
  command: 'interweave evaluate set --models bicubic,first,second',
  versions: { interweave: '0.1.0' },
  note: null,
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let html = '';
let markdown = '';
beforeAll(async () => {
  folder = await temporaryFolder();
  const { picturePath } = openResultStore(folder.path).places({ dataset: 'set', clip: 'a', model: 'first' });
  await mkdir(picturePath, { recursive: true });
  for (const ending of [pictureEndings.detail, pictureEndings.profile]) await writeFile(`${picturePath}${ending}`, 'pixels');
  await writeReport(folder.path, input);
  html = await readFile(`${folder.path}/report.html`, 'utf8');
  markdown = await readFile(`${folder.path}/report.md`, 'utf8');
});
afterAll(() => folder.remove());

describe('best and second best', () => {
  it.each([
    { what: 'higher is better', values: [20, 30, 25], better: 'higher', marks: [null, 'best', 'second'] },
    { what: 'lower is better', values: [0.5, 2, 1], better: 'lower', marks: ['best', null, 'second'] },
    { what: 'what looks the same shares its mark', values: [1.0001, 1.0002, 0.5], better: 'higher', marks: ['best', 'best', 'second'] },
    { what: 'neither direction is better', values: [1, 2, 3], better: 'neither', marks: [null, null, null] },
    { what: 'a number that is missing is no last place', values: [null, 2, 1], better: 'higher', marks: [null, 'best', null] },
    { what: 'one alone has beaten nobody', values: [null, 2], better: 'higher', marks: [null, null] },
  ] as const)('$what', ({ values, better, marks }) => {
    expect(marksOf(values, { better, digits: 3 })).toEqual(marks);
  });
});

describe('the report', () => {
  it('marks them in the tables, over the clips that every model finished, with the truth beside and unmarked', () => {
    const row = (title: string): string | undefined => markdown.split('\n').find((line) => line.startsWith(`| set | ${title}`));

    expect(row('PSNR (Y)')).toBe('| set | PSNR (Y) ↑ (over 1 of 2 clips) | 20.000 | **30.000** | <u>25.000</u> |  |');
    expect(row('E*warp')).toBe('| set | E*warp ↓ (over 1 of 2 clips) | **0.500** | 2.000 | <u>1.000</u> | 0.100 |');
    expect(row('TF')).toBe('| set | TF ↑ (over 1 of 2 clips) | **0.9700** | <u>0.9500</u> | **0.9700** | 0.9900 |');
    expect(row('Sharpness')).toBe('| set | Sharpness (over 1 of 2 clips) | 2.00 | 4.00 | 3.00 | 3.00 |');
    expect(html).toContain('<td>20.000</td><td class="best"><b>30.000</b></td><td class="second">25.000</td>');
    expect(html).toContain('over 1 of 2 clips');
  });

  it('gives no number where nothing was measured, and says how to get one', () => {
    expect(markdown).toContain('| set | MUSIQ ↑ | not measured | not measured | not measured |  |');
    expect(markdown).toMatch(/MUSIQ \(musiq\); .* interweave models import FOLDER/);
    expect(html).toContain('<td class="lacking" colspan="4">not measured</td>');
  });

  it('tells what failed, and takes names for text', () => {
    expect(html).toContain('<b>set, b, &lt;i&gt;odd&lt;/i&gt;, second</b>: Frame 3 cannot be decoded.');
    expect(html).not.toContain('<i>odd');
    expect(markdown).toContain('Frame 3 cannot be decoded.');
  });

  it('names the command, the versions, the seed, the device and the recipe', () => {
    for (const text of [input.command, 'interweave 0.1.0', 'seed 7', 'on cpu', '1970-01-01']) expect(html).toContain(text);
    expect(html).toContain('&quot;pipeline&quot;: &quot;diffvsr&quot;');
  });

  it('is one page that asks for nothing from elsewhere, and runs nothing', () => {
    expect(html.match(/\b(src|href)="(?!data:)[^"]*"/g)).toBeNull();
    expect(html.match(/https?:|<script|<link|<iframe|@import|url\(|\bon\w+=/gi)).toBeNull();
    expect(html).toContain('<img src="data:image/jpeg;base64,');
    expect(html.match(/<svg /g)).toHaveLength(5);
  });

  it('has a line of CSV for every clip and model, with commas in names kept', async () => {
    const lines = (await readFile(`${folder.path}/results.csv`, 'utf8')).trim().split('\n');

    expect(lines[0]).toMatch(/^dataset,clip,model,status,frames,width,height,wall-ms,psnr-rgb,psnr-y,/);
    expect(lines[1]).toMatch(/^set,a,bicubic,done,4,64,48,1500,,20,/);
    expect(lines).toHaveLength(1 + results.length);
    expect(lines.at(-1)).toMatch(/^set,"b, <i>odd<\/i>",second,failed,.*Frame 3 cannot be decoded\.$/);
  });

  it('holds the same as JSON', async () => {
    const report = JSON.parse(await readFile(`${folder.path}/report.json`, 'utf8')) as {
      tables: { rows: unknown[] }[];
      results: unknown[];
    };

    expect(report.results).toHaveLength(results.length);
    expect(report.tables[0]?.rows[0]).toEqual({
      ...{ dataset: 'set', metric: 'psnr-y', better: 'higher', clips: 1, measured: true, truth: null },
      models: {
        bicubic: { value: 20, mark: null },
        first: { value: 30, mark: 'best' },
        second: { value: 25, mark: 'second' },
      },
    });
  });
});
