import type { MediaInfo, Rational } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';
import type { TimeDisplay } from '../../state/view-store.ts';

/** How frame indices of a source are told as time. Index 0 is the first frame; its timecode is the source's own. */
export interface Clock {
  readonly rate: Rational;
  /** Frames counted per second of timecode: the rate, rounded (30 for 29.97). */
  readonly nominalRate: number;
  readonly dropFrame: boolean;
  /** Frames from 00:00:00:00 to the first frame. */
  readonly startFrame: number;
}

type ClockSource = Pick<MediaInfo, 'startTimecode'> & { readonly video: { readonly frameRate: Rational } };

/**
 * A source that says nothing counts from zero, and with drop frame at 29.97 and 59.94, so that its timecode keeps up with the
 * clock on the wall. A source with a timecode keeps its own way of counting.
 */
export function clockOf({ startTimecode, video }: ClockSource): Clock {
  const { num, den } = video.frameRate;
  const nominalRate = Math.max(1, Math.round(num / den));
  const canDrop = den === 1001 && nominalRate % 30 === 0;
  const dropFrame = canDrop && (startTimecode === null || startTimecode.includes(';'));
  const clock = { rate: video.frameRate, nominalRate, dropFrame, startFrame: 0 };
  const label = startTimecode === null ? null : readLabel(startTimecode);
  return label === null ? clock : { ...clock, startFrame: frameOfLabel(label, clock) };
}

/** A time as it is written: `HH:MM:SS:FF`. */
export interface TimeLabel {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly frames: number;
}

/** Frames from 00:00:00:00. A label that drop frame leaves out is the next one there is. */
export function frameOfLabel({ hours, minutes, seconds, frames }: TimeLabel, { nominalRate, dropFrame }: Clock): number {
  const totalMinutes = hours * 60 + minutes;
  const counted = (totalMinutes * 60 + seconds) * nominalRate;
  if (!dropFrame) return counted + frames;
  const dropped = droppedPerMinute(nominalRate);
  const skipped = minutes % 10 !== 0 && seconds === 0 ? Math.max(frames, dropped) : frames;
  return counted + skipped - dropped * (totalMinutes - Math.floor(totalMinutes / 10));
}

/** The label of the frame that many frames after 00:00:00:00. Past 24 hours it starts again, as tape does. */
export function labelOfFrame(frame: number, { nominalRate, dropFrame }: Clock): TimeLabel {
  let count = frame;
  if (dropFrame) {
    // SMPTE ST 12-1: two numbers (four at 59.94) are left out at each minute that is not a multiple of ten.
    const dropped = droppedPerMinute(nominalRate);
    const perTenMinutes = nominalRate * 600 - dropped * 9;
    const tens = Math.floor(frame / perTenMinutes);
    const rest = frame - tens * perTenMinutes;
    count += dropped * 9 * tens + dropped * Math.max(0, Math.floor((rest - dropped) / (nominalRate * 60 - dropped)));
  }
  const totalSeconds = Math.floor(count / nominalRate);
  return {
    hours: Math.floor(totalSeconds / 3600) % 24,
    minutes: Math.floor(totalSeconds / 60) % 60,
    seconds: totalSeconds % 60,
    frames: count % nominalRate,
  };
}

/** `HH:MM:SS:FF`, with `;` before FF for drop frame. */
export function formatTimecode(frame: number, clock: Clock): string {
  return writeLabel(labelOfFrame(clock.startFrame + frame, clock), clock);
}

/** A length: counted from zero, whatever the source starts at. */
export function formatDuration(frames: number, clock: Clock): string {
  return writeLabel(labelOfFrame(frames, { ...clock, startFrame: 0 }), clock);
}

/** As the user chose to read time. */
export function formatTime(frame: number, clock: Clock, display: TimeDisplay): string {
  switch (display) {
    case 'timecode':
      return formatTimecode(frame, clock);
    case 'frames':
      return String(frame);
    case 'seconds':
      return `${((frame * clock.rate.den) / clock.rate.num).toFixed(3)} s`;
  }
}

export type ParsedTime = { readonly ok: true; readonly frame: number } | { readonly ok: false; readonly reason: string };

export interface ParseTimeOptions {
  readonly clock: Clock;
  readonly display: TimeDisplay;
  readonly currentFrame: number;
  readonly frameCount: number;
}

/**
 * What was typed as a frame index. `+` and `-` count from the current frame and stop at the ends; an absolute time must lie in
 * the clip. Digits without colons are read from the right, as decks do (`1205` is 12 s 5 f); `300f` and `12.5s` say their unit.
 */
export function parseTime(text: string, { clock, display, currentFrame, frameCount }: ParseTimeOptions): ParsedTime {
  const trimmed = text.trim();
  const sign = trimmed.startsWith('+') ? 1 : trimmed.startsWith('-') ? -1 : 0;
  const amount = readAmount(sign === 0 ? trimmed : trimmed.slice(1).trim(), clock, display);
  if (amount === null)
    return { ok: false, reason: t('timeline.writeTimeLike1', { currentFrame: formatTime(currentFrame, clock, display) }) };
  if (sign !== 0) return { ok: true, frame: Math.min(frameCount - 1, Math.max(0, currentFrame + sign * amount.frames)) };
  const frame = amount.isTimecode ? amount.frames - clock.startFrame : amount.frames;
  if (frame >= 0 && frame < frameCount) return { ok: true, frame };
  return {
    ok: false,
    reason: t('timeline.clipRunsFrom', {
      formatTime: formatTime(0, clock, display),
      frameCount: formatTime(frameCount - 1, clock, display),
    }),
  };
}

interface Amount {
  readonly frames: number;
  readonly isTimecode: boolean;
}

function readAmount(text: string, clock: Clock, display: TimeDisplay): Amount | null {
  const unit = /^(\d+(?:\.\d+)?)\s*([fs])?$/i.exec(text);
  const number = Number(unit?.[1]);
  const kind = unit?.[2]?.toLowerCase() ?? (display === 'seconds' ? 's' : display === 'frames' ? 'f' : null);
  if (unit !== null && kind === 's') return { frames: Math.round((number * clock.rate.num) / clock.rate.den), isTimecode: false };
  if (unit !== null && kind === 'f') return Number.isInteger(number) ? { frames: number, isTimecode: false } : null;
  const label = readLabel(text);
  if (label === null || label.frames >= clock.nominalRate) return null;
  return { frames: frameOfLabel(label, clock), isTimecode: true };
}

/** One to four numbers, the last one frames, the first as large as one likes (`99:00`); or up to eight digits without separators. */
function readLabel(text: string): TimeLabel | null {
  const parts = /^\d{1,8}$/.test(text) ? (text.padStart(8, '0').match(/../g) ?? []) : text.split(/[:;.,]/);
  if (parts.length > 4 || parts.some((part) => !/^\d{1,3}$/.test(part))) return null;
  const [frames = 0, seconds = 0, minutes = 0, hours = 0] = parts.map(Number).reverse();
  if ((parts.length > 2 && seconds > 59) || (parts.length > 3 && minutes > 59)) return null;
  const carried = minutes + Math.floor(seconds / 60);
  return { hours: hours + Math.floor(carried / 60), minutes: carried % 60, seconds: seconds % 60, frames };
}

function writeLabel({ hours, minutes, seconds, frames }: TimeLabel, { nominalRate, dropFrame }: Clock): string {
  const two = (value: number) => String(value).padStart(2, '0');
  // 100 frames a second and more need a third digit.
  const width = String(nominalRate - 1).length;
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${dropFrame ? ';' : ':'}${String(frames).padStart(Math.max(2, width), '0')}`;
}

function droppedPerMinute(nominalRate: number): number {
  return nominalRate / 15;
}
