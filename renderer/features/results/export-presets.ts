import type { OutputSettings, Run } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';

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
  {
    id: 'same',
    get word() {
      return t('results.asRestored');
    },
    get note() {
      return t('results.fileAsNothingEncoded');
    },
    codec: null,
  },
  {
    id: 'h264',
    word: 'H.264',
    get note() {
      return t('results.showSendPlaysEverywhere');
    },
    codec: 'h264',
  },
  {
    id: 'h265',
    word: 'H.265',
    get note() {
      return t('results.n10BitSmallerFiles');
    },
    codec: 'h265-10bit',
  },
  {
    id: 'av1',
    word: 'AV1',
    get note() {
      return t('results.smallestFilesForWeb');
    },
    codec: 'av1',
  },
  {
    id: 'prores',
    word: 'ProRes',
    get note() {
      return t('results.editOnAnyProgram');
    },
    codec: 'prores',
  },
  {
    id: 'dnxhr',
    word: 'DNxHR',
    get note() {
      return t('results.editOnAtHome');
    },
    codec: 'dnxhr',
  },
  {
    id: 'ffv1',
    word: 'FFV1',
    get note() {
      return t('results.keepLosslessMatroska');
    },
    codec: 'ffv1',
  },
  {
    id: 'png',
    word: 'PNG',
    get note() {
      return t('results.oneLosslessPicturePer');
    },
    codec: 'png',
  },
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

/** What a result is written with. */
export function outputFor(run: Run, { preset, quality, audio }: ExportChoice): OutputSettings {
  if (preset.codec === null) return { ...run.output, audio };
  return { codec: preset.codec, quality: hasQuality(preset) ? Number(quality) : run.output.quality, audio };
}
