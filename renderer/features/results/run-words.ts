import type { ModelCard, OutputCheck, Run } from '../../../native/contract/index.ts';
import { bytesText, countText, durationText } from '../../components/quantity-words.ts';
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
  return `${durationText(run.timing.wallMs)} on ${run.device.name}`;
}

export const checkWords: Readonly<Record<OutputCheck['name'], string>> = {
  'frame-count': 'Frame count',
  timestamps: 'Timestamps',
  size: 'Picture size',
  'sample-aspect-ratio': 'Pixel shape',
  rotation: 'Rotation',
  color: 'Colour tags',
  'bit-depth': 'Bit depth',
  audio: 'Sound',
  'audio-offset': 'Sound offset',
  subtitles: 'Subtitles',
  'start-timecode': 'Start timecode',
};

/** The report in a sentence: what it proves, or what differs. */
export function reportSentence(run: Pick<Run, 'report'>): string {
  const differing = run.report.checks.filter((check) => check.status === 'differs');
  const same = run.report.checks.filter((check) => check.status === 'same').length;
  if (differing.length === 0) return `Read back: ${same} of ${same} checks as the source`;
  return `Read back: ${differing.map((check) => checkWords[check.name].toLowerCase()).join(', ')} ${differing.length === 1 ? 'differs' : 'differ'}`;
}
