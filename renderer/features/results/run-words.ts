import type { ModelCard, OutputCheck, Run } from '../../../native/contract/index.ts';
import { bytesText, countText, durationText } from '../../components/quantity-words.ts';
import { said } from '../../i18n/said.ts';
import { i18n, t, textsOf } from '../../i18n/words.ts';
import { optionWord } from '../restore/option-words.ts';

/** What made it: `General x4 · H.264`. */
export function runTitle(run: Run, models: readonly ModelCard[]): string {
  const model = models.find((card) => card.id === run.model.id);
  return model?.name ?? run.model.id;
}

/** What it is: `48 frames · 1280×720 · H.264 · 3.1 MB`. */
export function runFacts(run: Run): string {
  return [
    countText(run.frameCount, 'frame'),
    `${run.width}×${run.height}`,
    optionWord(run.output.codec),
    bytesText(run.outputSizeBytes),
  ].join(' · ');
}

export function runPace(run: Run): string {
  return t('results.on', { wallMs: durationText(run.timing.wallMs), device: said(run.device.name) });
}

/** What the time went into: the model's own work, and what it stood still for. Whole percents of the whole. */
export function stageShares({ timing: { wallMs, inferenceMs, decodeWaitMs, encodeWaitMs } }: Pick<Run, 'timing'>): string {
  const percent = (ms: number) => Math.round((100 * Math.min(ms, wallMs)) / Math.max(1, wallMs));
  return t('results.stageShares', { model: percent(inferenceMs), reading: percent(decodeWaitMs), writing: percent(encodeWaitMs) });
}

export const checkWords: Readonly<Record<OutputCheck['name'], string>> = textsOf({
  'frame-count': 'results.frameCount',
  timestamps: 'results.timestamps',
  size: 'results.pictureSize',
  'sample-aspect-ratio': 'results.pixelShape',
  rotation: 'results.rotation',
  color: 'results.colourTags',
  'bit-depth': 'results.bitDepth',
  audio: 'results.sound',
  'audio-offset': 'results.soundOffset',
  subtitles: 'results.subtitles',
  'start-timecode': 'results.startTimecode',
});

/** The report in a sentence: what it proves, or what differs. */
export function reportSentence(run: Pick<Run, 'report'>): string {
  const differing = run.report.checks.filter((check) => check.status === 'differs');
  const same = run.report.checks.filter((check) => check.status === 'same').length;
  if (differing.length === 0) return t('results.readBackChecksAs', { same });
  const what = differing.map((check) => midSentence(checkWords[check.name])).join(', ');
  return t(differing.length === 1 ? 'results.readBackDiffers' : 'results.readBackDiffer', { what });
}

/** English writes it small inside of a sentence; German nouns stay as they are. */
function midSentence(word: string): string {
  return i18n.language === 'en' ? word.toLowerCase() : word;
}
