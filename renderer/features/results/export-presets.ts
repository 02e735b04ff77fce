import type { ExportSettings, OutputSettings } from '../../../native/contract/index.ts';
import { t, textsOf } from '../../i18n/words.ts';

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
  textsOf({ word: 'results.asRestored', note: 'results.fileAsNothingEncoded' }, { id: 'same', codec: null }),
  textsOf({ note: 'results.showSendPlaysEverywhere' }, { id: 'h264', word: 'H.264', codec: 'h264' }),
  textsOf({ note: 'results.n10BitSmallerFiles' }, { id: 'h265', word: 'H.265', codec: 'h265-10bit' }),
  textsOf({ note: 'results.smallestFilesForWeb' }, { id: 'av1', word: 'AV1', codec: 'av1' }),
  textsOf({ note: 'results.editOnAnyProgram' }, { id: 'prores', word: 'ProRes', codec: 'prores' }),
  textsOf({ note: 'results.editOnAtHome' }, { id: 'dnxhr', word: 'DNxHR', codec: 'dnxhr' }),
  textsOf({ note: 'results.keepLosslessMatroska' }, { id: 'ffv1', word: 'FFV1', codec: 'ffv1' }),
  textsOf({ note: 'results.oneLosslessPicturePer' }, { id: 'png', word: 'PNG', codec: 'png' }),
];

/** Constant rate factors of the codecs that have one. */
export const exportQualities = ['12', '16', '22'] as const;
export type ExportQuality = (typeof exportQualities)[number];

export function qualityWord(quality: ExportQuality): string {
  return t(({ 12: 'results.best', 16: 'results.high', 22: 'results.small' } as const)[quality]);
}

export function hasQuality({ codec }: ExportPreset): boolean {
  return codec === 'h264' || codec === 'h265-10bit' || codec === 'av1';
}

export interface ExportChoice {
  readonly preset: ExportPreset;
  readonly quality: ExportQuality;
  readonly audio: OutputSettings['audio'];
}

/** What results are written with. */
export function settingsFor({ preset, quality, audio }: ExportChoice): ExportSettings {
  return { codec: preset.codec, quality: hasQuality(preset) ? Number(quality) : null, audio };
}
