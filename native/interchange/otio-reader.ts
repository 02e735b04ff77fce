import { z } from 'zod';
import { AppError, Fingerprint } from '../contract/index.ts';
import type { InterchangeRemark, Rational } from '../contract/index.ts';
import { lineAt } from './edit-text.ts';
import type { MediaClue, ReadCut, ReadEditList, ReadMarker } from './edit-list.ts';
import { add, rateOfNumber, subtract, zeroTime } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { fileNameOf, pathOfUrl } from './media-url.ts';

const schema = z.string().max(200);
const RationalTime = z.object({ value: z.number(), rate: z.number().positive().max(1_000_000) });
const TimeRange = z.object({ start_time: RationalTime, duration: RationalTime });
const Metadata = z.record(z.string(), z.unknown()).nullish();
const Item = z.object({
  OTIO_SCHEMA: schema,
  name: z.string().nullish(),
  metadata: Metadata,
  source_range: TimeRange.nullish(),
  enabled: z.boolean().nullish(),
  effects: z.array(z.object({ OTIO_SCHEMA: schema, time_scalar: z.number().nullish() })).nullish(),
  markers: z.array(z.unknown()).nullish(),
});
const Marker = z.object({ name: z.string().nullish(), marked_range: TimeRange });
const Composition = Item.extend({ children: z.array(z.unknown()), kind: z.string().nullish() });
const Reference = z.object({
  OTIO_SCHEMA: schema,
  name: z.string().nullish(),
  metadata: Metadata,
  target_url: z.string().nullish(),
  target_url_base: z.string().nullish(),
  available_range: TimeRange.nullish(),
});
const Clip = Item.extend({
  media_reference: Reference.nullish(),
  media_references: z.record(z.string(), Reference).nullish(),
  active_media_reference_key: z.string().nullish(),
});
const Timeline = z.object({
  OTIO_SCHEMA: schema,
  name: z.string().nullish(),
  metadata: Metadata,
  global_start_time: RationalTime.nullish(),
  tracks: Composition,
});
const Ours = z
  .object({ prompt: z.string(), negativePrompt: z.string(), fingerprint: Fingerprint, frames: z.int().positive(), dropFrame: z.boolean() })
  .partial();

interface Walk {
  readonly cuts: ReadCut[];
  readonly remarks: InterchangeRemark[];
  readonly dropFrame: boolean | null;
  clips: number;
}

/**
 * Reads OpenTimelineIO's JSON (Timeline.1, Clip.1 and Clip.2): the clips of its picture tracks. Sound, transitions, speed changes and nested
 * sequences are told in remarks, and so is a clip that cannot be read. 'bad-input' when it is no timeline.
 */
export function readOtio(text: string): ReadEditList {
  const document = parsed(text);
  const timeline = Timeline.safeParse(document);
  if (!timeline.success) {
    const [issue] = timeline.error.issues;
    throw new AppError('bad-input', `The file is JSON, but no OpenTimelineIO timeline: ${issue === undefined ? '' : issueText(issue)}.`);
  }
  const { name, global_start_time: start, tracks, metadata } = timeline.data;
  const walk: Walk = { cuts: [], remarks: [], dropFrame: oursIn(metadata).dropFrame ?? null, clips: 0 };
  const from = start === null || start === undefined ? zeroTime : fractionOf(start);
  let soundTracks = 0;
  let ofTheEdit = tracks.markers?.length ?? 0;
  for (const [index, child] of tracks.children.entries()) {
    const track = Composition.safeParse(child);
    if (!track.success) {
      walk.remarks.push({ where: `track ${index + 1}`, message: `It could not be read: ${issueText(track.error.issues[0])}.` });
    } else if (track.data.kind !== null && track.data.kind !== undefined && track.data.kind !== 'Video') {
      soundTracks += 1;
    } else {
      readTrack(track.data.children, from, walk);
      ofTheEdit += track.data.markers?.length ?? 0;
    }
  }
  if (ofTheEdit > 0) {
    walk.remarks.push({ where: '', message: `The timeline's own markers (${ofTheEdit}) were not taken; those of its clips are.` });
  }
  if (soundTracks > 0) walk.remarks.push({ where: '', message: `${soundTracks} tracks of sound were not taken.` });
  return { title: name ?? null, cuts: walk.cuts, remarks: walk.remarks };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const where = position === undefined ? '' : ` in line ${lineAt(text, Number(position))}`;
    throw new AppError('bad-input', `The file is not whole JSON: there is an error${where}. Export it again.`, error);
  }
}

/** Places one item behind the other. A transition lies over its neighbours and takes no room. */
function readTrack(children: readonly unknown[], start: Fraction, walk: Walk): void {
  let at: Fraction | null = start;
  for (const child of children) {
    const item = Item.safeParse(child);
    const kind = item.success ? (item.data.OTIO_SCHEMA.split('.')[0] ?? '') : '';
    if (kind === 'Transition') {
      walk.remarks.push({ where: `after clip ${walk.clips}`, message: 'A transition became a cut.' });
      continue;
    }
    if (kind === 'Gap' && item.success) {
      at = after(at, item.data.source_range?.duration);
      continue;
    }
    walk.clips += 1;
    const where = `clip ${walk.clips}`;
    const clip = Clip.safeParse(child);
    if (!item.success || !clip.success) {
      const error = item.success ? clip.error : item.error;
      walk.remarks.push({ where, message: `It was not taken: ${issueText(error?.issues[0])}.` });
      // What lies behind it can still be read, but not where.
      at = null;
    } else if (kind !== 'Clip') {
      const what = kind === 'Stack' || kind === 'Track' ? 'a nested sequence' : `a "${kind.slice(0, 40)}"`;
      walk.remarks.push({ where, message: `It is ${what} and was not taken. Export the sequence inside by itself.` });
      at = after(at, item.data.source_range?.duration);
    } else {
      at = readClip(clip.data, { at, where }, walk);
    }
  }
}

function readClip(
  clip: z.infer<typeof Clip>,
  { at, where }: { readonly at: Fraction | null; readonly where: string },
  walk: Walk,
): Fraction | null {
  const reference = clip.media_reference ?? clip.media_references?.[clip.active_media_reference_key ?? 'DEFAULT_MEDIA'] ?? null;
  const available = reference?.available_range ?? null;
  const range = clip.source_range ?? available;
  if (range === null) {
    walk.remarks.push({ where, message: 'It says neither which frames it shows nor how many there are. It was not taken.' });
    return null;
  }
  const behind = after(at, range.duration);
  if (clip.enabled === false) {
    walk.remarks.push({ where, message: 'It is switched off and was not taken.' });
    return behind;
  }
  const speed = clip.effects?.find(({ OTIO_SCHEMA }) => /^(LinearTimeWarp|FreezeFrame|TimeEffect)\./.test(OTIO_SCHEMA));
  if (speed !== undefined && speed.time_scalar !== 1) {
    walk.remarks.push({ where, message: "A speed change was not taken; the range is the source's." });
  }
  const ours = oursIn(clip.metadata);
  const start = fractionOf(range.start_time);
  const rate = rateOfNumber(range.duration.rate);
  walk.cuts.push({
    where,
    name: clip.name ?? null,
    prompt: ours.prompt ?? '',
    negativePrompt: ours.negativePrompt ?? '',
    media: clueOf(reference, clip),
    source: {
      type: 'time',
      start,
      duration: fractionOf(range.duration),
      frames: ours.frames ?? null,
      mediaStart: available === null ? null : fractionOf(available.start_time),
    },
    record: at === null ? null : { type: 'time', at, rate, dropFrame: walk.dropFrame },
    markers: markersOf(clip, { start, where }, walk),
  });
  return behind;
}

/** Their times are those of the media, as the clip's own. */
function markersOf(
  { markers }: z.infer<typeof Clip>,
  { start, where }: { readonly start: Fraction; readonly where: string },
  { remarks }: Walk,
): ReadMarker[] {
  const written = markers ?? [];
  const read = written.flatMap((marker): ReadMarker[] => {
    const { data } = Marker.safeParse(marker);
    if (data === undefined) return [];
    return [{ name: data.name ?? '', place: { type: 'time', afterIn: subtract(fractionOf(data.marked_range.start_time), start) } }];
  });
  const unread = written.length - read.length;
  if (unread > 0) remarks.push({ where, message: `${unread} of its markers could not be read.` });
  return read;
}

function clueOf(reference: z.infer<typeof Reference> | null, { name, metadata }: z.infer<typeof Clip>): MediaClue {
  const url = reference?.target_url ?? reference?.target_url_base?.replace(/\/$/, '') ?? null;
  const path = url === null ? null : pathOfUrl(url);
  const reel = z.object({ cmx_3600: z.object({ reel: z.string() }) }).safeParse(metadata);
  return {
    path,
    fileName: path === null ? (reference?.name ?? name ?? null) : fileNameOf(path),
    reel: reel.success ? reel.data.cmx_3600.reel : null,
    fingerprint: oursIn(reference?.metadata).fingerprint ?? null,
  };
}

function oursIn(metadata: z.infer<typeof Metadata>): z.infer<typeof Ours> {
  const ours = Ours.safeParse(metadata?.['interweave']);
  return ours.success ? ours.data : {};
}

function after(at: Fraction | null, duration: z.infer<typeof RationalTime> | undefined): Fraction | null {
  return at === null || duration === undefined ? null : add(at, fractionOf(duration));
}

/** Exact where value and rate are what they stand for: 107 frames at 23.976 are 107 x 1001/24000 s. */
function fractionOf({ value, rate }: z.infer<typeof RationalTime>): Fraction {
  const exact: Rational = rateOfNumber(rate) ?? { num: Math.max(1, Math.round(rate * 1000)), den: 1000 };
  const bounded = Math.max(-1e12, Math.min(1e12, Number.isFinite(value) ? value : 0));
  return { num: BigInt(Math.round(bounded * 1000)) * BigInt(exact.den), den: BigInt(exact.num) * 1000n };
}

function issueText(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'it is of an unknown kind';
  const place = issue.path.map(String).join('.').slice(0, 120);
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}
