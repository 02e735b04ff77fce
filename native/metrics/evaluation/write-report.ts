import { join } from 'node:path';
import { replaceFile } from '../../util/replace-file.ts';
import { reportCsv } from './report-csv.ts';
import { reportHtml } from './report-html.ts';
import type { ReportInput } from './report-input.ts';
import { reportJson } from './report-json.ts';
import { reportMarkdown } from './report-markdown.ts';
import { readReportPictures } from './report-pictures.ts';

/** Writes the four forms of the report; answers their paths. */
export async function writeReport(folder: string, input: ReportInput): Promise<readonly string[]> {
  const pictures = await readReportPictures(folder, input);
  const files = {
    'report.html': reportHtml(input, pictures),
    'report.md': reportMarkdown(input),
    'results.csv': reportCsv(input),
    'report.json': reportJson(input),
  };
  const paths: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await replaceFile(path, text);
    paths.push(path);
  }
  return paths;
}
