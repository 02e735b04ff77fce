import { AppError, Fingerprint } from '../contract/index.ts';
import type { InterchangeRemark, Rational } from '../contract/index.ts';
import type { MediaClue, ReadCut, ReadEditList, ReadMarker } from './edit-list.ts';
import { fingerprintKey, readClipText, reelKey, textKey } from './fcpxml-text.ts';
import { add, parseSeconds, subtract, zeroTime } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { fileNameOf, pathOfUrl } from './media-url.ts';
import { childNamed, parseXml } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

interface Walk {
  readonly assets: ReadonlyMap<string, XmlElement>;
  readonly cuts: ReadCut[];
  readonly remarks: InterchangeRemark[];
  readonly record: { readonly rate: Rational | null; readonly dropFrame: boolean } | null;
  sound: number;
}

/** A time attribute that is none: the clip goes into the remarks. */
class TimeFault extends Error {}

/**
 * Reads Final Cut Pro's XML, 1.0 to 1.13 (asset clips, clips, connected clips and storylines of all projects in it; of an event without
 * projects, its clips). Sound, titles, transitions, speed changes and compound clips are told in remarks. 'bad-input' naming the line.
 */
export function readFcpxml(text: string): ReadEditList {
  const root = parseXml(text);
  if (root.name === 'xmeml') {
    throw new AppError('bad-input', 'This is XML of Final Cut Pro 7 (xmeml). Export FCPXML, OTIO or an EDL instead.');
  }
  if (root.name !== 'fcpxml') throw new AppError('bad-input', `This is XML, but no FCPXML: it begins with <${root.name.slice(0, 40)}>.`);
  const resources = childNamed(root, 'resources')?.children ?? [];
  const byId = (name: string): Map<string, XmlElement> =>
    new Map(resources.filter((each) => each.name === name).map((each) => [each.attributes['id'] ?? '', each]));
  const formats = byId('format');
  const shared = { assets: byId('asset'), cuts: [], remarks: [] };
  const body = root.children.filter(({ name }) => name !== 'resources');
  const projects = body.flatMap((each) => all(each, 'project'));
  const sequences = projects.flatMap((project) => childNamed(project, 'sequence') ?? []);
  let sound = 0;
  for (const sequence of sequences) {
    const format = formats.get(sequence.attributes['format'] ?? '');
    const record = { rate: rateOf(format?.attributes['frameDuration']), dropFrame: sequence.attributes['tcFormat'] === 'DF' };
    const walk: Walk = { ...shared, record, sound: 0 };
    for (const spine of sequence.children) if (spine.name === 'spine') readSpine(spine, zeroTime, walk);
    sound += walk.sound;
  }
  if (sequences.length === 0) {
    const walk: Walk = { ...shared, record: null, sound: 0 };
    for (const clip of body.flatMap(clipsOf)) readStory(clip, zeroTime, walk);
    sound += walk.sound;
  }
  const { cuts, remarks }: ReadEditList & Pick<Walk, 'remarks'> = { title: null, ...shared };
  if (sequences.length > 1) remarks.push({ where: '', message: `The cuts of ${sequences.length} projects were taken together.` });
  if (sound > 0) remarks.push({ where: '', message: `${sound} sound-only clips were not taken.` });
  return { title: projects[0]?.attributes['name'] ?? null, cuts, remarks };
}

/** Its items one behind the other; `origin` is the time in the edit that their offsets count from. */
function readSpine(spine: XmlElement, origin: Fraction, walk: Walk): void {
  let end = zeroTime;
  for (const item of spine.children) {
    if (item.name === 'transition') {
      walk.remarks.push({ where: `line ${item.line}`, message: 'A transition became a cut.' });
      continue;
    }
    try {
      const offset = timeIn(item, 'offset') ?? end;
      end = add(offset, timeIn(item, 'duration') ?? zeroTime);
      readStory(item, add(origin, offset), walk);
    } catch (error) {
      remarkOf(error, item, walk);
    }
  }
}

/** One item and what is connected to it, at `at` in the edit. */
function readStory(item: XmlElement, at: Fraction, walk: Walk): void {
  if (item.name === 'audition') {
    const [chosen] = item.children;
    if (chosen !== undefined) readStory(chosen, at, walk);
    return;
  }
  try {
    const start = readItem(item, at, walk);
    // Offsets of connected clips count in the time of what they hang on.
    const origin = subtract(at, start);
    for (const child of item.children) {
      if (child.attributes['lane'] === undefined) continue;
      const childAt = add(origin, timeIn(child, 'offset') ?? start);
      if (child.name === 'spine') readSpine(child, childAt, walk);
      else readStory(child, childAt, walk);
    }
  } catch (error) {
    remarkOf(error, item, walk);
  }
}

/** Takes the item where it is a clip of a file; returns the start of its own time. */
function readItem(item: XmlElement, at: Fraction, walk: Walk): Fraction {
  const ownStart = timeIn(item, 'start');
  switch (item.name) {
    case 'asset-clip':
    case 'video': {
      const asset = walk.assets.get(item.attributes['ref'] ?? '');
      const start = ownStart ?? timeIn(asset, 'start') ?? zeroTime;
      take(item, { asset, start, ownStart: start, at }, walk);
      return start;
    }
    case 'clip': {
      const video = item.children.find(({ name, attributes }) => name === 'video' && attributes['lane'] === undefined);
      const start = ownStart ?? zeroTime;
      if (video === undefined) {
        walk.sound += 1;
        return start;
      }
      const asset = walk.assets.get(video.attributes['ref'] ?? '');
      const videoStart = timeIn(video, 'start') ?? timeIn(asset, 'start') ?? zeroTime;
      take(item, { asset, start: add(videoStart, subtract(start, timeIn(video, 'offset') ?? zeroTime)), ownStart: start, at }, walk);
      return start;
    }
    case 'gap':
      return ownStart ?? zeroTime;
    case 'audio':
      walk.sound += 1;
      return ownStart ?? zeroTime;
    default: {
      const what = kinds[item.name] ?? `A <${item.name.slice(0, 40)}>`;
      walk.remarks.push({ where: whereOf(item), message: `${what} was not taken.` });
      return ownStart ?? zeroTime;
    }
  }
}

const kinds: Readonly<Record<string, string>> = {
  'ref-clip': 'A compound clip',
  'sync-clip': 'A synchronised clip',
  'mc-clip': 'A multicam clip',
  title: 'A title',
  caption: 'A caption',
};

interface Taken {
  readonly asset: XmlElement | undefined;
  /** The first frame shown, in the time of the file. */
  readonly start: Fraction;
  /** The same in the time of the item, in which its markers lie. */
  readonly ownStart: Fraction;
  readonly at: Fraction;
}

function take(item: XmlElement, { asset, start, ownStart, at }: Taken, walk: Walk): void {
  const where = whereOf(item);
  const { name, srcEnable, enabled, ref } = item.attributes;
  if (srcEnable === 'audio' || (asset !== undefined && asset.attributes['hasVideo'] === '0')) {
    walk.sound += 1;
    return;
  }
  const refuse = (message: string): void => void walk.remarks.push({ where, message });
  if (asset === undefined) return refuse(`It shows "${(ref ?? '').slice(0, 40)}", which is no file of this list. It was not taken.`);
  if (enabled === '0') return refuse('It is switched off and was not taken.');
  const mediaStart = timeIn(asset, 'start') ?? zeroTime;
  const assetLength = timeIn(asset, 'duration');
  const duration = timeIn(item, 'duration') ?? (assetLength === null ? null : subtract(add(mediaStart, assetLength), start));
  if (duration === null) return refuse('It has no duration and was not taken.');
  if (childNamed(item, 'timeMap') !== undefined) refuse("A speed change was not taken; the range is the source's.");
  const text = readClipText({ name: name ?? null, note: childNamed(item, 'note')?.text ?? '', ours: mdOf(item, textKey) });
  walk.cuts.push({
    where,
    name: text.name,
    prompt: text.prompt,
    negativePrompt: text.negativePrompt,
    media: clueOf(asset),
    source: { type: 'time', start, duration, frames: text.frames, mediaStart },
    record: walk.record === null ? null : { type: 'time', at, ...walk.record },
    markers: markersOf(item, ownStart, walk),
  });
}

function markersOf(item: XmlElement, ownStart: Fraction, { remarks }: Walk): ReadMarker[] {
  const written = item.children.filter(({ name }) => name === 'marker' || name === 'chapter-marker');
  const read = written.flatMap(({ attributes }): ReadMarker[] => {
    const start = parseSeconds(attributes['start'] ?? '');
    if (start === null) return [];
    return [{ name: attributes['value'] ?? '', place: { type: 'time', afterIn: subtract(start, ownStart) } }];
  });
  const unread = written.length - read.length;
  if (unread > 0) remarks.push({ where: whereOf(item), message: `${unread} of its markers could not be read.` });
  return read;
}

/** The place of the file is an attribute up to 1.8, an element of its own since. */
function clueOf(asset: XmlElement): MediaClue {
  const src = asset.attributes['src'] ?? childNamed(asset, 'media-rep')?.attributes['src'] ?? null;
  const path = src === null ? null : pathOfUrl(src);
  return {
    path,
    fileName: path === null ? (asset.attributes['name'] ?? null) : fileNameOf(path),
    reel: mdOf(asset, reelKey),
    fingerprint: fingerprintIn(mdOf(asset, fingerprintKey)),
  };
}

function fingerprintIn(text: string | null): Fingerprint | null {
  try {
    return text === null ? null : Fingerprint.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function mdOf(element: XmlElement, key: string): string | null {
  return childNamed(element, 'metadata')?.children.find(({ attributes }) => attributes['key'] === key)?.attributes['value'] ?? null;
}

function timeIn(element: XmlElement | undefined, attribute: string): Fraction | null {
  const text = element?.attributes[attribute];
  if (element === undefined || text === undefined) return null;
  const time = parseSeconds(text);
  if (time === null)
    throw new TimeFault(`The ${attribute} of its <${element.name}> is "${text.slice(0, 40)}", which is no time. It was not taken.`);
  return time;
}

/** `1001/30000s` a frame is 30000/1001 frames a second. */
function rateOf(frameDuration: string | undefined): Rational | null {
  const time = frameDuration === undefined ? null : parseSeconds(frameDuration);
  if (time === null || time.num <= 0n || time.num > 1_000_000n || time.den > 100_000_000n) return null;
  let [a, b] = [time.den, time.num];
  while (b > 0n) [a, b] = [b, a % b];
  return { num: Number(time.den / a), den: Number(time.num / a) };
}

function whereOf({ line }: XmlElement): string {
  return `line ${line}`;
}

function remarkOf(error: unknown, item: XmlElement, { remarks }: Walk): void {
  if (!(error instanceof TimeFault)) throw error;
  remarks.push({ where: whereOf(item), message: error.message });
}

function all(element: XmlElement, name: string): XmlElement[] {
  return element.name === name ? [element] : element.children.flatMap((child) => all(child, name));
}

/** Clips that lie in an event, in no edit. */
function clipsOf(element: XmlElement): XmlElement[] {
  if (element.name === 'asset-clip' || element.name === 'clip') return [element];
  return /^(library|event)$/.test(element.name) ? element.children.flatMap(clipsOf) : [];
}
