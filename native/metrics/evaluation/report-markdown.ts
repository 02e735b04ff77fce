import { groupedByReason } from '../../contract/index.ts';
import { metricFacts, versionText } from '../registry.ts';
import { TRUTH } from './evaluate.ts';
import { clipMetrics, paperTables } from './paper-tables.ts';
import type { PaperTable } from './paper-tables.ts';
import { factsOf, failuresOf, hasTruth, headline, recipesOf } from './report-facts.ts';
import type { ReportInput } from './report-input.ts';
import { arrows, clipRows, tableRows } from './summary.ts';
import type { Cell } from './summary.ts';

/** The report as text: tables in which the best number is bold and the second best underlined. */
export function reportMarkdown(input: ReportInput): string {
  const failures = failuresOf(input);
  const blocks = [
    '# Evaluation',
    headline(input),
    ...(input.note === null ? [] : [input.note]),
    'Best in **bold**, second best <u>underlined</u>; ↑ higher is better, ↓ lower is better. Numbers are means over the clips that every model finished. The ground truth is measured where no reference is needed, and takes no part in the marks.',
    ...(failures.length === 0
      ? []
      : ['## Failed', list(failures.map(({ dataset, clip, model, error }) => `${dataset}, ${clip}, ${model}: ${error.message}`))]),
    ...paperTables(input.packages.facts).flatMap((table) => [`## ${table.title}`, table.caption, paperTable(table, input)]),
    ...(input.packages.missing.length === 0
      ? []
      : [
          '## Not measured',
          list(groupedByReason(input.packages.missing).map(({ titles, reason }) => `**${titles.join('; ')}**: ${reason}`)),
        ]),
    '## Clip by clip',
    ...input.datasets.flatMap(({ title }) => [`### ${title}`, clipTable(input, title)]),
    '## How it was made',
    list(factsOf(input).map(({ name, value, isCode }) => `${name}: ${isCode ? `\`${value}\`` : value}`)),
    ...recipesOf(input).flatMap(({ title, text }) => [`Recipe of ${title}:`, `\`\`\`json\n${text}\n\`\`\``]),
    '## What the numbers are',
    list(
      metricFacts(input.packages.facts).map((facts) => `**${facts.title}** (\`${facts.name}\` ${versionText(facts)}): ${facts.definition}`),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function paperTable(table: PaperTable, input: ReportInput): string {
  const { datasets, restorers, results } = input;
  const withTruth = hasTruth(input);
  const models = restorers.map(({ id }) => id);
  const rows = tableRows(table, { datasets, results, models }).map(({ dataset, metric, cells, truth, clips }) => {
    const all = datasets.find(({ title }) => title === dataset)?.clips.length ?? clips;
    const partial = metric.name !== null && clips < all ? ` (over ${clips} of ${all} clips)` : '';
    const own = metric.name === null ? cells.map(() => 'not measured') : cells.map(marked);
    return [dataset, `${metric.title} ${arrows[metric.better]}`.trim() + partial, ...own, ...(withTruth ? [truth ?? ''] : [])];
  });
  return markdownTable(['Data set', 'Metric', ...restorers.map(({ title }) => title), ...(withTruth ? [TRUTH.title] : [])], rows);
}

function clipTable(input: ReportInput, dataset: string): string {
  const rows = clipRows(input, dataset).map(({ clip, title, texts }) => [clip, title, ...texts]);
  return markdownTable(
    ['Clip', 'Model', ...clipMetrics(input.packages.facts).map(({ title, better }) => `${title} ${arrows[better]}`.trim())],
    rows,
  );
}

function marked({ text, mark }: Cell): string {
  if (text === '') return '–';
  return mark === 'best' ? `**${text}**` : mark === 'second' ? `<u>${text}</u>` : text;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
