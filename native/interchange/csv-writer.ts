import { stringify } from 'csv-stringify/sync';
import type { Rational } from '../contract/index.ts';
import { timecodeOfFrames } from '../util/timecode.ts';
import { csvColumns } from './csv-columns.ts';
import type { CsvColumn } from './csv-columns.ts';
import type { Cut, EditList, WrittenEditList } from './edit-list.ts';

/** A table for spreadsheets and scripts. Frames are absolute, from 0, out exclusive; timecodes are the source's own. It holds no markers. */
export function writeCsv({ count, cuts }: EditList): WrittenEditList {
  const text = stringify(
    cuts.map((cut) => row(cut, count)),
    { header: true, columns: [...csvColumns], record_delimiter: 'unix', quoted_match: /[\r\n]/ },
  );
  const remarks = cuts
    .filter(({ markers }) => markers.length > 0)
    .map(({ name }) => ({ where: name, message: 'Its markers have no place in a table and were left out; the other formats hold them.' }));
  return { text, count: cuts.length, remarks };
}

function row(cut: Cut, count: EditList['count']): Record<CsvColumn, string> {
  const { media, inFrame, outFrame, recordFrame, recordLength } = cut;
  const source = (frame: number): string => timecodeOfFrames(media.startFrame + frame, media.count);
  return {
    name: cut.name,
    file: media.path,
    reel: media.reel,
    frame_rate: rateText(media.count.rate),
    source_in: source(inFrame),
    source_out: source(outFrame),
    record_in: timecodeOfFrames(recordFrame, count),
    record_out: timecodeOfFrames(recordFrame + recordLength, count),
    record_rate: rateText(count.rate),
    in_frame: String(inFrame),
    out_frame: String(outFrame),
    prompt: cut.prompt,
    negative_prompt: cut.negativePrompt,
    file_size: media.fingerprint === null ? '' : String(media.fingerprint.sizeBytes),
    file_sha256: media.fingerprint?.sha256 ?? '',
  };
}

/** `25`, `30000/1001`: exact, and plain where it can be. */
function rateText({ num, den }: Rational): string {
  return num % den === 0 ? String(num / den) : `${num}/${den}`;
}
