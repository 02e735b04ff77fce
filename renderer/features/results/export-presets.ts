import type { OutputSettings, Run } from '../../../native/contract/index.ts';

export interface ExportPreset {
  readonly id: string;
  readonly word: string;
  /** What it is for, and what it costs. */
  readonly note: string;
  /** Null: as the result was made, which is copied and not encoded again. */
  readonly codec: OutputSettings['codec'] | null;
}

/** What editors export to, by what they do with it. */
export const exportPresets: readonly ExportPreset[] = [
  { id: 'same', word: 'As restored', note: 'The file as it is: nothing is encoded again.', codec: null },
  { id: 'h264', word: 'H.264', note: 'To show and to send: plays everywhere.', codec: 'h264' },
  { id: 'h265', word: 'H.265', note: '10 bit: smaller files, smoother skies. Not every player knows it.', codec: 'h265-10bit' },
  { id: 'av1', word: 'AV1', note: 'The smallest files for the web. Takes the longest to encode.', codec: 'av1' },
  { id: 'prores', word: 'ProRes', note: 'To edit on, in any program: 10 bit 4:2:2, large files.', codec: 'prores' },
  { id: 'dnxhr', word: 'DNxHR', note: 'To edit on, at home in Avid: 4:2:2, large files.', codec: 'dnxhr' },
  { id: 'ffv1', word: 'FFV1', note: 'To keep: lossless, in Matroska.', codec: 'ffv1' },
  { id: 'png', word: 'PNG', note: 'One lossless picture per frame, in a folder. Without sound.', codec: 'png' },
];

/** Constant rate factors of the codecs that have one. */
export const exportQualities = [
  ['12', 'Best'],
  ['16', 'High'],
  ['22', 'Small'],
] as const;
export type ExportQuality = (typeof exportQualities)[number][0];

export function hasQuality({ codec }: ExportPreset): boolean {
  return codec === 'h264' || codec === 'h265-10bit' || codec === 'av1';
}

export interface ExportChoice {
  readonly preset: ExportPreset;
  readonly quality: ExportQuality;
  readonly audio: OutputSettings['audio'];
}

/** What a result is written with. */
export function outputFor(run: Run, { preset, quality, audio }: ExportChoice): OutputSettings {
  if (preset.codec === null) return { ...run.output, audio };
  return { codec: preset.codec, quality: hasQuality(preset) ? Number(quality) : run.output.quality, audio };
}
