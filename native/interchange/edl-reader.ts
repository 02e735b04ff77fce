import { AppError } from '../contract/index.ts';
import type { InterchangeRemark } from '../contract/index.ts';
import { parseTimecode } from '../util/timecode.ts';
import type { Timecode } from '../util/timecode.ts';
import { textOfComments } from './edl-comments.ts';
import type { ReadCut, ReadEditList, ReadMarker } from './edit-list.ts';
import { fileNameOf, pathOfUrl } from './media-url.ts';

interface Event {
  readonly line: number;
  readonly reel: string;
  readonly kind: string;
  readonly transitionFrames: string;
  readonly source: readonly [Timecode, Timecode];
  readonly record: readonly [Timecode, Timecode];
  readonly comments: string[];
  readonly markers: ReadMarker[];
  clipName: string | null;
  toClipName: string | null;
  filePath: string | null;
  speed: string | null;
}

/**
 * Reads a CMX3600 edit decision list and its dialects (Avid, Premiere, Resolve, Nucoda). Only cuts of picture are taken; sound,
 * transitions and speed changes are told in remarks, as are lines that cannot be read. 'bad-input' when there is no event in it.
 */
export function readEdl(text: string): ReadEditList {
  const remarks: InterchangeRemark[] = [];
  const events: Event[] = [];
  let title: string | null = null;
  let dropFrame = false;
  let soundEvents = 0;
  /** What the comments that follow belong to; null after a line that was not taken. */
  let current: Event | null = null;

  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '') continue;
    const head = /^(TITLE|FCM)\s*:\s*(.*)$/i.exec(trimmed);
    if (head?.[1]?.toUpperCase() === 'TITLE') title ??= head[2] ?? null;
    else if (head !== null) dropFrame = !/NON/i.test(head[2] ?? '');
    else if (/^\d+\s/.test(trimmed)) {
      const event = readEvent(trimmed, { line, dropFrame });
      current = null;
      if (event === null) soundEvents += 1;
      else if (typeof event === 'string') remarks.push({ where: `line ${line}`, message: event });
      else {
        current = event;
        events.push(event);
      }
    } else if (current !== null) readDetail(trimmed, current);
  }
  if (events.length === 0 && remarks.length === 0 && soundEvents === 0) {
    throw new AppError('bad-input', 'No line of the file is an edit: number, reel, V, C and four timecodes. Choose a CMX3600 list.');
  }
  const cuts = events.flatMap((event) => cutOf(event, remarks));
  if (soundEvents > 0) remarks.push({ where: '', message: `${soundEvents} sound-only edits were not taken.` });
  return { title: title === '' ? null : title, cuts, remarks };
}

/**
 * The event, null for one of sound, or what is wrong with the line: edit number, reel (perhaps of several words), channels, kind and perhaps its
 * length, four timecodes.
 */
function readEvent(text: string, { line, dropFrame }: { readonly line: number; readonly dropFrame: boolean }): Event | string | null {
  const words = text.split(/\s+/);
  const before = words.slice(1, -4);
  const transitionFrames = /^\d+$/.test(before.at(-1) ?? '') && isKind(before.at(-2)) ? (before.pop() ?? '') : '';
  const kind = before.pop();
  const channels = before.pop();
  if (!isKind(kind) || channels === undefined || before.length === 0) {
    return `"${text.slice(0, 60)}" is no edit: it needs number, reel, channel, kind and four timecodes. It was not taken.`;
  }
  if (!/V|^B$/i.test(channels)) return null;
  const written = words.slice(-4);
  const codes = written.map(parseTimecode);
  const wrong = codes.indexOf(null);
  if (wrong !== -1) return `"${written[wrong]?.slice(0, 30) ?? ''}" is not a timecode. The edit was not taken.`;
  // Where a list writes the semicolons, each time speaks for itself; else the mode line speaks for all.
  const isMarked = codes.some((code) => code?.dropFrame);
  const [sourceIn, sourceOut, recordIn, recordOut] = codes.map((code) => ({
    ...code,
    dropFrame: isMarked ? code?.dropFrame : dropFrame,
  })) as [Timecode, Timecode, Timecode, Timecode];
  const rest = { comments: [], markers: [], clipName: null, toClipName: null, filePath: null, speed: null };
  const reel = before.join(' ');
  return { line, reel, kind: kind ?? '', transitionFrames, source: [sourceIn, sourceOut], record: [recordIn, recordOut], ...rest };
}

function isKind(word: string | undefined): boolean {
  return /^(C|D|W\d+|KB?|KO)$/i.test(word ?? '');
}

/** A line below an event: a comment, a marker, or a motion effect. */
function readDetail(text: string, event: Event): void {
  if (/^M2\s/.test(text)) {
    event.speed = text.split(/\s+/).at(-2) ?? null;
    return;
  }
  const locator = /^\*?\s*LOC\s*:\s*(\S+)\s*(?:(?:RED|GREEN|BLUE|CYAN|MAGENTA|YELLOW|BLACK|WHITE)\b)?\s*(.*)$/i.exec(text);
  const at = parseTimecode(locator?.[1] ?? '');
  if (at !== null) {
    // It counts as the edit does, whichever marks it is written with.
    const record = { ...at, dropFrame: event.record[0].dropFrame };
    event.markers.push({ name: locator?.[2] ?? '', place: { type: 'timecode', record } });
    return;
  }
  const note = /^\*?\s*(FROM CLIP NAME|TO CLIP NAME|FROM CLIP|FROM FILE|SOURCE FILE|COMMENT)\s*:\s*(.*)$/i.exec(text);
  const value = note?.[2]?.trim() ?? '';
  if (value === '') return;
  switch (note?.[1]?.toUpperCase()) {
    case 'FROM CLIP NAME':
      event.clipName = value;
      return;
    case 'TO CLIP NAME':
      event.toClipName = value;
      return;
    case 'COMMENT':
      event.comments.push(value);
      return;
    default:
      event.filePath = value;
  }
}

function cutOf(event: Event, remarks: InterchangeRemark[]): ReadCut[] {
  const { line, reel, kind, source, record } = event;
  const where = `line ${line}`;
  // The outgoing side of a transition has no length of its own; black has no picture.
  if (sameTimecode(source[0], source[1]) || /^(BL|BLACK)$/i.test(reel)) return [];
  if (!/^C$/i.test(kind)) {
    const what = /^D$/i.test(kind) ? 'A dissolve' : /^W/i.test(kind) ? 'A wipe' : 'A key';
    const length = event.transitionFrames === '' ? '' : ` of ${Number(event.transitionFrames)} frames`;
    remarks.push({ where, message: `${what}${length} became a cut.` });
  }
  if (event.speed !== null) {
    remarks.push({ where, message: `A speed change (to ${event.speed} frames/s) was not taken; the range is the source's.` });
  }
  const clipName = /^C$/i.test(kind) ? event.clipName : (event.toClipName ?? event.clipName);
  const path = event.filePath === null ? null : pathOfUrl(event.filePath);
  const text = textOfComments(event.comments);
  return [
    {
      where,
      name: text.name === '' ? clipName : text.name,
      prompt: text.prompt,
      negativePrompt: text.negativePrompt,
      media: {
        path,
        fileName: clipName ?? (path === null ? null : fileNameOf(path)),
        // AX is "auxiliary": no tape at all.
        reel: /^AX$/i.test(reel) ? null : reel,
        fingerprint: null,
      },
      source: { type: 'timecode', in: source[0], out: source[1], dropFrame: source[0].dropFrame },
      record: { type: 'timecode', in: record[0], out: record[1], rate: null },
      markers: event.markers,
    },
  ];
}

function sameTimecode(a: Timecode, b: Timecode): boolean {
  return a.hours === b.hours && a.minutes === b.minutes && a.seconds === b.seconds && a.frames === b.frames;
}
