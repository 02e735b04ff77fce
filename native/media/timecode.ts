import type { Rational } from '../contract/index.ts';

/** The timecode `frames` later. Drop frame leaves out the first two (at 60: four) numbers of every minute but each tenth (SMPTE ST 12-1). */
export function shiftTimecode(timecode: string, frames: number, { num, den }: Rational): string {
  const match = /^(\d+):(\d+):(\d+)([:;])(\d+)$/.exec(timecode);
  if (match === null) return timecode;
  const [hours, minutes, seconds, frame] = [match[1], match[2], match[3], match[5]].map(Number) as [number, number, number, number];
  const dropFrame = match[4] === ';';
  const nominal = Math.max(1, Math.round(num / den));
  const dropped = dropFrame ? Math.round(nominal / 15) : 0;

  const totalMinutes = hours * 60 + minutes;
  const shown = (totalMinutes * 60 + seconds) * nominal + frame;
  const counted = shown - dropped * (totalMinutes - Math.floor(totalMinutes / 10)) + frames;
  return format(counted, { nominal, dropped });
}

function format(counted: number, { nominal, dropped }: { readonly nominal: number; readonly dropped: number }): string {
  const perMinute = nominal * 60 - dropped;
  const perTenMinutes = nominal * 600 - dropped * 9;
  const day = perTenMinutes * 144;
  const inDay = ((counted % day) + day) % day;
  const tens = Math.floor(inDay / perTenMinutes);
  const rest = inDay % perTenMinutes;
  // Of ten minutes, the first is whole; the others lack the dropped numbers at their start.
  const later = rest < nominal * 60 ? 0 : 1 + Math.floor((rest - nominal * 60) / perMinute);
  const shown = inDay + dropped * (tens * 9 + later);
  const two = (value: number): string => String(value).padStart(2, '0');
  const sec = Math.floor(shown / nominal);
  const clock = [Math.floor(sec / 3600) % 24, Math.floor(sec / 60) % 60, sec % 60].map(two).join(':');
  return `${clock}${dropped > 0 ? ';' : ':'}${two(shown % nominal)}`;
}
