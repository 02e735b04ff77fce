import type { InterchangeRemark, Rational, RecordOrigin } from '../contract/index.ts';
import { framesOfTimecode, nominalRate, timecodeOfFrames } from '../util/timecode.ts';
import type { CutMarker, ReadCut } from './edit-list.ts';
import { framesOfTime, isSameRate } from './fraction.ts';
import { matchMedia } from './match-media.ts';
import type { KnownMedia } from './match-media.ts';
import { framesOfRange, rateWords } from './source-frames.ts';
import type { FrameSpan } from './source-frames.ts';

/** A cut in the project's own terms. */
export interface ResolvedCut extends FrameSpan {
  readonly mediaId: string;
  readonly where: string;
  readonly name: string | null;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly record: RecordOrigin | null;
  /** Anywhere in the file: a list may hold what was marked outside of its cuts. In order. */
  readonly markers: readonly CutMarker[];
}

export interface Resolution {
  readonly cuts: readonly ResolvedCut[];
  readonly remarks: readonly InterchangeRemark[];
}

interface Found {
  readonly cut: ReadCut;
  readonly media: KnownMedia;
  readonly span: FrameSpan;
}

/** Finds the file and the frames of every cut. Whatever cannot be found, or not whole, is in the remarks. */
export function resolveCuts(cuts: readonly ReadCut[], media: readonly KnownMedia[]): Resolution {
  const remarks: InterchangeRemark[] = [];
  const unknown = new Map<string, { readonly where: string; times: number }>();
  const found: Found[] = [];
  for (const cut of cuts) {
    const candidates = matchMedia(cut.media, media);
    if (candidates.length === 0) {
      const name = cut.media.path ?? cut.media.fileName ?? cut.media.reel ?? cut.name ?? '';
      const known = unknown.get(name);
      if (known === undefined) unknown.set(name, { where: cut.where, times: 1 });
      else known.times += 1;
      continue;
    }
    const match = oneOf(cut, candidates);
    if (typeof match === 'string') remarks.push({ where: cut.where, message: `${match} It was not taken.` });
    else found.push(match);
  }
  for (const [name, { where, times }] of unknown) {
    const file = name === '' ? 'It names no file' : `No media of the project is "${name.slice(0, 300)}"`;
    remarks.push({
      where,
      message: `${file}: ${times === 1 ? 'one cut' : `${times} cuts`} of it not taken. Import the file and try again.`,
    });
  }
  const editRate = commonRate(found);
  return { cuts: found.map((each) => resolved(each, { editRate, remarks })), remarks };
}

/** The file whose frames the cut can be; why there is none or not one. */
function oneOf(cut: ReadCut, candidates: readonly KnownMedia[]): Found | string {
  const spans = candidates.map((media) => ({ cut, media, span: framesOfRange(cut.source, media) }));
  const whole = spans.filter((each): each is Found => typeof each.span !== 'string' && isInside(each.span, each.media));
  const partly = spans.filter((each): each is Found => typeof each.span !== 'string' && overlaps(each.span, each.media));
  const fitting = whole.length > 0 ? whole : partly;
  const [only, other] = fitting;
  if (only !== undefined && other === undefined) return only;
  if (only !== undefined) {
    const places = fitting.map(({ media }) => media.paths[0] ?? media.name);
    return `It fits several files of the project: ${places.slice(0, 3).join(', ')}.`;
  }
  const [first] = spans;
  if (first === undefined) return '';
  if (typeof first.span === 'string') return first.span;
  const { media, span } = first;
  const code = (frame: number): string => timecodeOfFrames(media.startFrame + frame, media.count);
  return `${code(span.inFrame)} to ${code(span.outFrame)} is outside of ${media.name}, which runs from ${code(0)} to ${code(media.frameCount)}.`;
}

function isInside({ inFrame, outFrame }: FrameSpan, { frameCount }: KnownMedia): boolean {
  return inFrame >= 0 && outFrame <= frameCount;
}

function overlaps({ inFrame, outFrame }: FrameSpan, { frameCount }: KnownMedia): boolean {
  return inFrame < frameCount && outFrame > 0;
}

function resolved(
  { cut, media, span }: Found,
  { editRate, remarks }: { editRate: Rational | null; remarks: InterchangeRemark[] },
): ResolvedCut {
  const { where, name, prompt, negativePrompt } = cut;
  const inFrame = Math.max(0, span.inFrame);
  const outFrame = Math.min(media.frameCount, span.outFrame);
  const lost = inFrame - span.inFrame + span.outFrame - outFrame;
  if (lost > 0) remarks.push({ where, message: `It reaches ${lost} frames beyond ${media.name} and was cut to what there is.` });
  const record = recordOf({ cut, media, span }, { editRate, remarks });
  const markers = markersOf({ cut, media, span }, { record, remarks });
  return { mediaId: media.id, where, name, prompt, negativePrompt, inFrame, outFrame, record, markers };
}

function markersOf(
  { cut, media, span }: Found,
  { record, remarks }: { record: RecordOrigin | null; remarks: InterchangeRemark[] },
): CutMarker[] {
  const placed = cut.markers.flatMap(({ name, place }): CutMarker[] => {
    if (place.type === 'time') return [{ name, frame: span.inFrame + framesOfTime(place.afterIn, media.count.rate) }];
    return record === null ? [] : [{ name, frame: framesOfTimecode(place.record, record) - record.originFrame }];
  });
  const inside = placed.filter(({ frame }) => frame >= 0 && frame < media.frameCount);
  const lost = cut.markers.length - inside.length;
  if (lost > 0) remarks.push({ where: cut.where, message: `${lost} of its markers lie on no frame of ${media.name} and were not taken.` });
  return inside.sort((a, b) => a.frame - b.frame);
}

/** Where the file's first frame would lie in the edit: so a segment trimmed later still lies right. */
function recordOf(
  { cut, media, span }: Found,
  { editRate, remarks }: { editRate: Rational | null; remarks: InterchangeRemark[] },
): RecordOrigin | null {
  const { record, where } = cut;
  const rate = record?.rate ?? editRate;
  if (record === null || rate === null) return null;
  if (!isSameRate(rate, media.count.rate)) {
    remarks.push({
      where,
      message: `The edit runs at ${rateWords({ count: { rate, dropFrame: false } })}, ${media.name} at ${rateWords(media)}: the place in the edit is not kept.`,
    });
    return null;
  }
  if (record.type === 'time') {
    const dropFrame = record.dropFrame ?? media.count.dropFrame;
    return { originFrame: framesOfTime(record.at, rate) - span.inFrame, rate: media.count.rate, dropFrame };
  }
  if (record.in.frames >= nominalRate(rate)) {
    remarks.push({
      where,
      message: `Its place in the edit names frame ${record.in.frames} of a second at ${rateWords(media)}, and is not kept.`,
    });
    return null;
  }
  const frameOf = (code: typeof record.in): number => framesOfTimecode(code, { rate, dropFrame: code.dropFrame });
  const length = record.out === null ? null : frameOf(record.out) - frameOf(record.in);
  if (length !== null && length !== span.outFrame - span.inFrame) {
    remarks.push({
      where,
      message: `It lasts ${length} frames in the edit and ${span.outFrame - span.inFrame} in its file: a speed change, which was not taken.`,
    });
  }
  return { originFrame: frameOf(record.in) - span.inFrame, rate: media.count.rate, dropFrame: record.in.dropFrame };
}

/** A list of timecodes does not say its rate: then it is that of most of its files. */
function commonRate(found: readonly Found[]): Rational | null {
  const votes = new Map<string, { readonly rate: Rational; times: number }>();
  for (const { media } of found) {
    const { rate } = media.count;
    const key = `${rate.num}/${rate.den}`;
    const vote = votes.get(key) ?? { rate, times: 0 };
    vote.times += 1;
    votes.set(key, vote);
  }
  return (
    [...votes.values()].reduce<{ rate: Rational; times: number } | null>(
      (best, next) => (best === null || next.times > best.times ? next : best),
      null,
    )?.rate ?? null
  );
}
