import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../contract/index.ts';
import type { InterchangeRemark, Rational } from '../contract/index.ts';
import { parseTimecode } from '../util/timecode.ts';
import { columnOf } from './csv-columns.ts';
import type { CsvColumn } from './csv-columns.ts';
import { lineAt } from './edit-text.ts';
import type { ReadCut, ReadEditList, RecordPlace, SourceRange } from './edit-list.ts';
import { rateOfNumber, subtract } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { fileNameOf, pathOfUrl } from './media-url.ts';

type Cells = Readonly<Partial<Record<CsvColumn, string>>>;

/** A row of the table that cannot be a cut: its reason goes into the remarks. */
class RowFault extends Error {}

/**
 * Reads a table with a heading line, ours or another's: commas, semicolons or tabs, columns in any order. A row needs a range:
 * frames, timecodes, or seconds since the first frame. Throws 'bad-input' naming the line when it is no such table.
 */
export function readCsv(text: string): ReadEditList {
  const rows = parsed(text);
  const [heading, ...rest] = rows;
  const columns = (heading?.cells ?? []).map(columnOf);
  const has = (column: CsvColumn): boolean => columns.includes(column);
  if (!(has('in_frame') && has('out_frame')) && !(has('source_in') && has('source_out'))) {
    throw new AppError(
      'bad-input',
      'The table does not say where its cuts begin and end: its first line names no columns source_in and source_out, nor in_frame and out_frame. Add such a heading.',
    );
  }
  const cuts: ReadCut[] = [];
  const remarks: InterchangeRemark[] = [];
  for (const { cells, line } of rest) {
    const where = `line ${line}`;
    try {
      cuts.push(cutOf(cellsOf(columns, cells), where));
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      remarks.push({ where, message: `${error.message} The row was not taken.` });
    }
  }
  return { title: null, cuts, remarks };
}

function parsed(text: string): { readonly cells: readonly string[]; readonly line: number }[] {
  try {
    const records: unknown = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
    });
    // A row of a prompt over several lines is told by its last line.
    // The typings do not know what `info` does to the records.
    return (records as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : lineAt(text, text.length);
    throw new AppError('bad-input', `Line ${line} of the table cannot be read: ${reasonOf(error)}`, error);
  }
}

function reasonOf({ code }: CsvError): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quotation mark is opened and never closed.';
    case 'CSV_MAX_RECORD_SIZE':
      return 'the row is longer than a million characters.';
    default:
      return 'a quotation mark stands where none can. Double it, or put the whole cell in quotation marks.';
  }
}

/** A heading of more names no columns. */
const MAX_HEADING = 20_000;

/** Whichever the heading has most of. Spreadsheets of many countries write semicolons. */
function delimiterOf(text: string): string {
  const heading = /\S[^\r\n]*/.exec(text)?.[0] ?? '';
  if (heading.length > MAX_HEADING) throw new AppError('bad-input', 'Its first line is too long to be the heading of a table.');
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, times: heading.split(delimiter).length }));
  return counts.reduce((best, next) => (next.times > best.times ? next : best)).delimiter;
}

function cellsOf(columns: readonly (CsvColumn | null)[], cells: readonly string[]): Cells {
  const found: Partial<Record<CsvColumn, string>> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    // Spaces are nothing, save in a prompt.
    const isEmpty = column === 'prompt' || column === 'negative_prompt' ? cell === '' : cell.trim() === '';
    if (column !== null && !isEmpty && found[column] === undefined) found[column] = cell;
  }
  return found;
}

function cutOf(cells: Cells, where: string): ReadCut {
  const path = cells.file === undefined ? null : pathOfUrl(cells.file);
  const sha256 = cells.file_sha256?.trim().toLowerCase();
  const sizeBytes = Number(cells.file_size?.trim());
  return {
    where,
    name: cells.name ?? null,
    prompt: cells.prompt ?? '',
    negativePrompt: cells.negative_prompt ?? '',
    media: {
      path,
      fileName: path === null ? null : fileNameOf(path),
      reel: cells.reel?.trim() ?? null,
      fingerprint: sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256) && Number.isSafeInteger(sizeBytes) ? { sizeBytes, sha256 } : null,
    },
    source: sourceOf(cells),
    record: recordOf(cells),
    markers: [],
  };
}

/** Frames are exact, so they are taken first. */
function sourceOf(cells: Cells): SourceRange {
  if (cells.in_frame !== undefined && cells.out_frame !== undefined) {
    const [inFrame, outFrame] = [frameNumber(cells.in_frame), frameNumber(cells.out_frame)];
    return { type: 'frames', inFrame, outFrame };
  }
  const [from, to] = [cells.source_in?.trim(), cells.source_out?.trim()];
  if (from === undefined || to === undefined) throw new RowFault('It has no start or no end.');
  const [inCode, outCode] = [parseTimecode(from), parseTimecode(to)];
  if (inCode !== null && outCode !== null) return { type: 'timecode', in: inCode, out: outCode, dropFrame: inCode.dropFrame ? true : null };
  const [start, end] = [seconds(from), seconds(to)];
  return { type: 'time', start, duration: subtract(end, start), frames: null, mediaStart: { num: 0n, den: 1n } };
}

function recordOf(cells: Cells): RecordPlace | null {
  const at = cells.record_in === undefined ? null : parseTimecode(cells.record_in.trim());
  if (at === null) return null;
  return { type: 'timecode', in: at, out: null, rate: rateOf(cells.record_rate ?? cells.frame_rate) };
}

function frameNumber(text: string): number {
  if (/^\s*\d{1,12}\s*$/.test(text)) return Number(text);
  throw new RowFault(`"${text.slice(0, 40)}" is not a frame number.`);
}

/** `12.5`, `12.5s`, `00:00:12.500`: since the first frame. */
function seconds(text: string): Fraction {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,9})(?:[.,](\d{1,9}))?\s*s?$/.exec(text);
  if (match === null) throw new RowFault(`"${text.slice(0, 40)}" is not a time. Write 00:00:12:05, 12.2 or 00:00:12.200.`);
  const [, hours = '0', minutes = '0', whole = '0', part = ''] = match;
  const den = 10n ** BigInt(part.length);
  const total = BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(whole);
  return { num: total * den + BigInt(part === '' ? 0 : part), den };
}

function rateOf(text: string | undefined): Rational | null {
  const ratio = /^\s*(\d{1,9})\/(\d{1,9})\s*$/.exec(text ?? '');
  if (ratio !== null) {
    const [num, den] = [Number(ratio[1]), Number(ratio[2])];
    return num > 0 && den > 0 ? { num, den } : null;
  }
  return text === undefined ? null : rateOfNumber(Number(text.trim().replace(',', '.')));
}
