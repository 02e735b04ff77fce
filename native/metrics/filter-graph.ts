import { toRgbFilter } from '../media/color-conversion.ts';
import type { MeasuredClip } from './alignment.ts';
import type { FilterQuestion } from './filter-readings.ts';
import { lumaFilter } from './stored-luma.ts';

export type Role = 'restored' | 'reference';

export interface FilteredClips {
  readonly restored: MeasuredClip;
  readonly reference: MeasuredClip | null;
}

/** A graph over the restored clip (input 0) and the reference (input 1). */
export interface FilterGraph {
  readonly graph: string;
  /** The labels of its ends. */
  readonly ends: readonly string[];
}

/** Said of every frame of a clip: `interweave=restored`. */
export const MARK = 'interweave';

/** A filter that says on stdout what the filters before it have found. */
const SAY = 'metadata=mode=print:direct=1:file=pipe\\\\:1';

/** Asks all questions of frames that are decoded once, and numbered by their PTS: the first of the range is 0. */
export function filterGraph(clips: FilteredClips, questions: ReadonlySet<FilterQuestion>): FilterGraph {
  const ofLuma = (['psnr-luma', 'ssim-luma', 'change-luma'] as const).filter((question) => questions.has(question));
  const ofRgb = (['psnr-rgb', 'change-rgb'] as const).filter((question) => questions.has(question));
  const parts: Record<Role, string[]> = { restored: [], reference: [] };
  const branches: string[] = [];
  if (ofLuma.length > 0) {
    parts.restored.push('restoredLuma');
    if (ofLuma.some((question) => question !== 'change-luma')) parts.reference.push('referenceLuma');
    branches.push(...lumaBranch(clips, ofLuma));
  }
  if (ofRgb.length > 0) {
    parts.restored.push('restoredRgb');
    if (questions.has('psnr-rgb')) parts.reference.push('referenceRgb');
    branches.push(...rgbBranch(clips, questions));
  }
  const ends = [...(ofLuma.length > 0 ? ['luma'] : []), ...(ofRgb.length > 0 ? ['rgb'] : [])];
  // A reference of which nothing is asked is decoded all the same: its frames have to be as many.
  if (clips.reference !== null && parts.reference.length === 0) {
    parts.reference.push('alone');
    ends.push('alone');
  }
  const roles = clips.reference === null ? (['restored'] as const) : (['restored', 'reference'] as const);
  const sources = roles.map(
    (role) => `${numbered(role, clips)},split=${parts[role].length}${parts[role].map((part) => `[${part}]`).join('')}`,
  );
  return { graph: [...sources, ...branches].join(';'), ends };
}

/** The frames of the range, one tick apart. Where it ends with the clip nothing is cut: a frame too many is to be seen. */
function numbered(role: Role, clips: FilteredClips): string {
  const { media, range } = clips[role] ?? clips.restored;
  const end = range.endFrame < media.video.frameCount ? `:end_frame=${range.endFrame}` : '';
  const input = `[${role === 'restored' ? 0 : 1}:${media.video.index}]`;
  return `${input}trim=start_frame=${range.startFrame}${end},settb=1/25,setpts=N,metadata=mode=add:key=${MARK}:value=${role},${SAY},metadata=mode=delete:key=${MARK}`;
}

/** One filter after the other: what each finds stays with the frame. */
function lumaBranch(
  { restored, reference }: FilteredClips,
  questions: readonly ('psnr-luma' | 'ssim-luma' | 'change-luma')[],
): readonly string[] {
  const like = restored.media.video;
  const compared = questions.filter((question) => question !== 'change-luma');
  const copies = compared.map((_, index) => `[true${index}]`);
  const filters = compared.map(
    (question, index) => `[luma${index}][true${index}]${question === 'psnr-luma' ? 'psnr' : 'ssim'}[luma${index + 1}]`,
  );
  const change = questions.includes('change-luma');
  return [
    `[restoredLuma]${lumaFilter(like, like)}${change ? earlierBeside('luma0', 'lumaBefore') : '[luma0]'}`,
    ...(compared.length === 0
      ? []
      : [`[referenceLuma]${lumaFilter(reference?.media.video ?? like, like)},split=${copies.length}${copies.join('')}`]),
    ...filters,
    `[luma${compared.length}]${change ? '[lumaBefore]msad=shortest=1,' : ''}${SAY}[luma]`,
  ];
}

/** Each frame, and at its time the one before it. The first frame has none, and no change. */
function earlierBeside(now: string, before: string): string {
  return `,split[${now}][${before}Too];[${before}Too]setpts=PTS+1[${before}]`;
}

function rgbBranch({ restored, reference }: FilteredClips, questions: ReadonlySet<FilterQuestion>): readonly string[] {
  const psnr = questions.has('psnr-rgb') ? '[referenceRgb]' : null;
  const change = questions.has('change-rgb');
  return [
    `[restoredRgb]${planes(restored)}${change ? earlierBeside('now', 'before') : '[now]'}`,
    ...(psnr === null ? [] : [`${psnr}${planes(reference ?? restored)}[trueRgb]`]),
    `[now]${psnr === null ? 'null' : '[trueRgb]psnr'}[compared]`,
    `[compared]${change ? '[before]msad=shortest=1,' : ''}${SAY}[rgb]`,
  ];
}

/** The 8-bit RGB that the frame reader makes, in planes. */
function planes({ media }: MeasuredClip): string {
  const filter = toRgbFilter(media.video, 8);
  return filter.endsWith(',format=gbrp,format=rgb24') ? filter.replace(/,format=rgb24$/, '') : `${filter},format=gbrp`;
}
