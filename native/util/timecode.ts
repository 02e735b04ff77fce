import type { Rational } from '../contract/index.ts';

/** A time as it is written, `HH:MM:SS:FF`. What it means in frames depends on how they are counted. */
export interface Timecode {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly frames: number;
  /** Written with `;` before the frames. */
  readonly dropFrame: boolean;
}

/** How frames are numbered. Drop frame is heard only where it exists: at 29.97, 59.94 and their multiples. */
export interface TimecodeCount {
  readonly rate: Rational;
  readonly dropFrame: boolean;
}

/** `01:00:04:05`; `01:00:04;05` and `01;00;04;05` are drop frame. Null for anything else, 61 seconds too. */
export function parseTimecode(text: string): Timecode | null {
  const match = /^(\d{1,3})[:;]([0-5]\d)[:;]([0-5]\d)([:;.])(\d{2,3})$/.exec(text);
  if (match === null) return null;
  const [hours, minutes, seconds, frames] = [match[1], match[2], match[3], match[5]].map(Number) as [number, number, number, number];
  return { hours, minutes, seconds, frames, dropFrame: match[4] === ';' };
}

/** Frames from 00:00:00:00. A number that drop frame leaves out is the next one there is. */
export function framesOfTimecode({ hours, minutes, seconds, frames }: Omit<Timecode, 'dropFrame'>, count: TimecodeCount): number {
  const { nominal, dropped } = counting(count);
  const totalMinutes = hours * 60 + minutes;
  const shown = seconds === 0 && minutes % 10 !== 0 ? Math.max(frames, dropped) : frames;
  return (totalMinutes * 60 + seconds) * nominal + shown - dropped * (totalMinutes - Math.floor(totalMinutes / 10));
}

/** The timecode that many frames after 00:00:00:00. It starts again after 24 hours, as tape does. */
export function timecodeOfFrames(frames: number, count: TimecodeCount): string {
  const { nominal, dropped } = counting(count);
  const perMinute = nominal * 60 - dropped;
  const perTenMinutes = nominal * 600 - dropped * 9;
  const day = perTenMinutes * 144;
  const inDay = ((frames % day) + day) % day;
  const tens = Math.floor(inDay / perTenMinutes);
  const rest = inDay % perTenMinutes;
  // Of ten minutes, the first is whole; the others lack the dropped numbers at their start.
  const later = rest < nominal * 60 ? 0 : 1 + Math.floor((rest - nominal * 60) / perMinute);
  const shown = inDay + dropped * (tens * 9 + later);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(shown / nominal);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  // 100 frames a second and more need a third digit.
  const width = Math.max(2, String(nominal - 1).length);
  return `${clock}${dropped > 0 ? ';' : ':'}${String(shown % nominal).padStart(width, '0')}`;
}

/** Frames counted per second of timecode: 30 for 29.97. */
export function nominalRate({ num, den }: Rational): number {
  return Math.max(1, Math.round(num / den));
}

/** Whether there is a drop frame count for the rate: it makes up for the 1001. */
export function canDropFrames(rate: Rational): boolean {
  return rate.den === 1001 && nominalRate(rate) % 30 === 0;
}

/** SMPTE ST 12-1: two numbers (four at 59.94) are left out at each minute that is not a multiple of ten. */
function counting({ rate, dropFrame }: TimecodeCount): { readonly nominal: number; readonly dropped: number } {
  const nominal = nominalRate(rate);
  return { nominal, dropped: dropFrame && nominal % 30 === 0 ? nominal / 15 : 0 };
}
