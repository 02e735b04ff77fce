import { AppError } from '../contract/index.ts';
import type { InterchangeFormat } from '../contract/index.ts';
import { readCsv } from './csv-reader.ts';
import { writeCsv } from './csv-writer.ts';
import type { EditList, ReadEditList, WrittenEditList } from './edit-list.ts';
import { decodeEditText } from './edit-text.ts';
import { readEdl } from './edl-reader.ts';
import { writeEdl } from './edl-writer.ts';
import { readFcpxml } from './fcpxml-reader.ts';
import { writeFcpxml } from './fcpxml-writer.ts';
import { readOtio } from './otio-reader.ts';
import { writeOtio } from './otio-writer.ts';

export function writeEditList(list: EditList, format: InterchangeFormat): WrittenEditList {
  switch (format) {
    case 'csv':
      return writeCsv(list);
    case 'edl':
      return writeEdl(list);
    case 'otio':
      return writeOtio(list);
    case 'fcpxml':
      return writeFcpxml(list);
  }
}

/** Reads an edit list of any of the formats, told by its contents. Throws nothing but 'bad-input' and 'too-large', naming line and cause. */
export function readEditList(bytes: Uint8Array, name: string): ReadEditList {
  const text = decodeEditText(bytes, name);
  try {
    switch (formatOf(text)) {
      case 'csv':
        return readCsv(text);
      case 'edl':
        return readEdl(text);
      case 'otio':
        return readOtio(text);
      case 'fcpxml':
        return readFcpxml(text);
    }
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, `${name} cannot be imported. ${error.message}`, error);
    throw error;
  }
}

function formatOf(text: string): InterchangeFormat {
  const start = /^\uFEFF?\s*(.{0,80})/.exec(text)?.[1] ?? '';
  if (start === '') throw new AppError('bad-input', 'There is nothing in it.');
  if (start.startsWith('<')) return 'fcpxml';
  if (start.startsWith('{') || start.startsWith('[')) return 'otio';
  // The first line of a list is its title, its mode or its first edit; that of a table names columns.
  return /^(TITLE\s*:|FCM\s*:|\*|\d+\s+\S+\s+\S+\s+[CDWK])/i.test(start) ? 'edl' : 'csv';
}
