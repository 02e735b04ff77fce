/** The columns of our tables, in order. Other programs' names for them are understood as well. */
export const csvColumns = [
  'name',
  'file',
  'reel',
  'frame_rate',
  'source_in',
  'source_out',
  'record_in',
  'record_out',
  'record_rate',
  'in_frame',
  'out_frame',
  'prompt',
  'negative_prompt',
  'file_size',
  'file_sha256',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

const otherNames: Readonly<Record<string, CsvColumn>> = {
  clip: 'name',
  clip_name: 'name',
  label: 'name',
  title: 'name',
  segment: 'name',
  filename: 'file',
  file_name: 'file',
  path: 'file',
  file_path: 'file',
  source: 'file',
  source_file: 'file',
  media: 'file',
  reel_name: 'reel',
  tape: 'reel',
  fps: 'frame_rate',
  start: 'source_in',
  in: 'source_in',
  source_start: 'source_in',
  start_tc: 'source_in',
  in_point: 'source_in',
  end: 'source_out',
  out: 'source_out',
  source_end: 'source_out',
  end_tc: 'source_out',
  out_point: 'source_out',
  start_frame: 'in_frame',
  first_frame: 'in_frame',
  end_frame: 'out_frame',
  record_start: 'record_in',
  record_end: 'record_out',
  description: 'prompt',
  note: 'prompt',
  notes: 'prompt',
};

/** "Source In" -> source_in; null for a column that says nothing to us. */
export function columnOf(heading: string): CsvColumn | null {
  const plain = heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return csvColumns.find((column) => column === plain) ?? (Object.hasOwn(otherNames, plain) ? (otherNames[plain] ?? null) : null);
}
