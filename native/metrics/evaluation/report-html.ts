import { groupedByReason } from '../../contract/index.ts';
import { metricFacts, versionText } from '../registry.ts';
import { TRUTH } from './evaluate.ts';
import { colorOf, escaped } from './html-text.ts';
import { clipMetrics, paperTables } from './paper-tables.ts';
import type { PaperTable } from './paper-tables.ts';
import { factsOf, failuresOf, hasTruth, headline, recipesOf } from './report-facts.ts';
import type { ReportInput } from './report-input.ts';
import { detailSheet, profileSheet } from './report-html-pictures.ts';
import { dotPlots, scatterPlots } from './report-html-plots.ts';
import { reportStyle } from './report-style.ts';
import type { ShownClip } from './report-pictures.ts';
import { arrows, clipRows, tableRows } from './summary.ts';
import type { Cell, TableRow } from './summary.ts';

/** The report as one page that holds all it needs: no script, no font, no picture from elsewhere. */
export function reportHtml(input: ReportInput, clips: readonly ShownClip[]): string {
  const sections = [
    failures(input),
    ...paperTables(input.packages.facts).map((table) =>
      section(table.title, `${paperTable(table, input)}<p class="caption">${escaped(table.caption)}</p>`),
    ),
    section('Quality against warping', scatterPlots(input)),
    section('Temporal profiles', profileSheet(clips)),
    section('Details', detailSheet(clips)),
    section('Clip by clip', dotPlots(input) + input.datasets.map(({ title }) => clipTable(input, title)).join('')),
    section('Not measured', notMeasured(input)),
    section('How it was made', made(input)),
    section('What the numbers are', definitions(input)),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'">',
    `<title>Evaluation: ${escaped(input.datasets.map(({ title }) => title).join(', '))}</title>`,
    `<style>${reportStyle}</style></head>`,
    `<body><main><header><p class="kicker">Interweave evaluation</p><h1>${escaped(headline(input))}</h1>`,
    input.note === null ? '' : `<p class="remark">${escaped(input.note)}</p>`,
    legend(input),
    '</header>',
    ...sections,
    '</main></body></html>',
    '',
  ].join('\n');
}

function section(title: string, body: string): string {
  return body === '' ? '' : `<section><h2>${escaped(title)}</h2>\n${body}\n</section>`;
}

function legend(input: ReportInput): string {
  const truth = hasTruth(input) ? `<li><span class="truth-key"></span>${TRUTH.title}</li>` : '';
  const models = input.restorers.map(
    ({ title }, index) => `<li><span class="dot" style="background:${colorOf(index)}"></span>${escaped(title)}</li>`,
  );
  return `<ul class="legend">${models.join('')}${truth}<li class="marks"><b class="best">best</b> <span class="second">second best</span> ↑ higher is better ↓ lower is better</li></ul>`;
}

function failures(input: ReportInput): string {
  const failed = failuresOf(input);
  if (failed.length === 0) return '';
  const items = failed.map(
    ({ dataset, clip, model, error }) => `<li><b>${escaped(`${dataset}, ${clip}, ${model}`)}</b>: ${escaped(error.message)}</li>`,
  );
  return `<section class="failed"><h2>Failed</h2><p>These clips are left out of every mean, for all models alike.</p><ul>${items.join('')}</ul></section>`;
}

function paperTable(table: PaperTable, input: ReportInput): string {
  const { datasets, restorers, results } = input;
  const withTruth = hasTruth(input);
  const rows = tableRows(table, { datasets, results, models: restorers.map(({ id }) => id) });
  const head = ['Data set', 'Metric', ...restorers.map(({ title }) => title), ...(withTruth ? [TRUTH.title] : [])];
  const body = datasets.map(({ title, clips }) =>
    datasetRows(
      rows.filter(({ dataset }) => dataset === title),
      { clipCount: clips.length, withTruth },
    ),
  );
  return `<div class="wide"><table class="paper"><thead><tr>${head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')}</tr></thead>${body.join('')}</table></div>`;
}

function datasetRows(
  rows: readonly TableRow[],
  { clipCount, withTruth }: { readonly clipCount: number; readonly withTruth: boolean },
): string {
  const lines = rows.map(({ dataset, metric, cells, truth, clips }, index) => {
    const partial = metric.name !== null && clips < clipCount ? `<span class="partial">over ${clips} of ${clipCount} clips</span>` : '';
    const first = index === 0 ? `<th scope="rowgroup" class="set" rowspan="${rows.length}">${escaped(dataset)}</th>` : '';
    const name = `<th scope="row">${escaped(metric.title)} <span class="arrow">${arrows[metric.better]}</span>${partial}</th>`;
    const own =
      metric.name === null
        ? `<td class="lacking" colspan="${cells.length + (withTruth ? 1 : 0)}">not measured</td>`
        : `${cells.map(cell).join('')}${withTruth ? `<td class="true">${truth ?? ''}</td>` : ''}`;
    return `<tr>${first}${name}${own}</tr>`;
  });
  return `<tbody>${lines.join('')}</tbody>`;
}

function cell({ text, mark }: Cell): string {
  if (text === '') return '<td>–</td>';
  return mark === null ? `<td>${text}</td>` : `<td class="${mark}">${mark === 'best' ? `<b>${text}</b>` : text}</td>`;
}

function clipTable(input: ReportInput, dataset: string): string {
  const head = ['Clip', 'Model', ...clipMetrics(input.packages.facts).map(({ title, better }) => `${title} ${arrows[better]}`)];
  let last = '';
  const rows = clipRows(input, dataset).map(({ clip, title, texts, failed }) => {
    const name = clip === last ? '' : escaped(clip);
    const starts = clip === last ? '' : ' class="starts"';
    last = clip;
    return `<tr${starts}><th scope="row">${name}</th><td class="model">${escaped(title)}</td>${texts.map((text) => `<td${failed ? ' class="lacking"' : ''}>${text}</td>`).join('')}</tr>`;
  });
  return `<details><summary>Numbers of every clip: ${escaped(dataset)}</summary><div class="wide"><table><thead><tr>${head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`;
}

function notMeasured({ packages }: ReportInput): string {
  if (packages.missing.length === 0) return '';
  const items = groupedByReason(packages.missing).map(
    ({ titles, reason }) => `<li><b>${escaped(titles.join('; '))}</b>: ${escaped(reason)}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

function made(input: ReportInput): string {
  const facts = factsOf(input).map(
    ({ name, value, isCode }) => `<dt>${escaped(name)}</dt><dd>${isCode ? `<code>${escaped(value)}</code>` : escaped(value)}</dd>`,
  );
  const recipes = recipesOf(input).map(
    ({ title, text }) => `<details><summary>Recipe of ${escaped(title)}</summary><pre>${escaped(text)}</pre></details>`,
  );
  return `<dl>${facts.join('')}</dl>${recipes.join('')}`;
}

function definitions({ packages }: ReportInput): string {
  const items = metricFacts(packages.facts).map(
    (facts) =>
      `<dt>${escaped(facts.title)} <code>${facts.name} ${escaped(versionText(facts))}</code></dt><dd>${escaped(facts.definition)}</dd>`,
  );
  return `<dl class="stacked">${items.join('')}</dl>`;
}
