import { metricFacts } from '../registry.ts';
import { valueOf } from './summary.ts';
import type { ReportInput } from './report-input.ts';

/** A line for every clip and model, a column for every metric; empty where there is no number. */
export function reportCsv({ results, packages }: Pick<ReportInput, 'results' | 'packages'>): string {
  const names = metricFacts(packages.facts).map(({ name }) => name);
  const head = ['dataset', 'clip', 'model', 'status', 'frames', 'width', 'height', 'wall-ms', ...names, 'error'];
  const rows = results.map((result) => {
    const { dataset, clip, model, status } = result;
    const key = [dataset, clip, model, status];
    if (status !== 'done') return [...key, '', '', '', '', ...names.map(() => ''), status === 'failed' ? result.error.message : ''];
    const { frameCount, width, height, facts } = result;
    return [...key, frameCount, width, height, Math.round(facts.wallMs), ...names.map((name) => valueOf(result, name) ?? ''), ''];
  });
  return `${[head, ...rows].map((row) => row.map(csvCell).join(',')).join('\n')}\n`;
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
