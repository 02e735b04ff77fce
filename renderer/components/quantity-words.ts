import type { count } from '../i18n/en/count.ts';
import { localeNow, numberText, t } from '../i18n/words.ts';

type Counted = keyof typeof count extends infer K ? (K extends `${infer Thing}_one` ? Thing : never) : never;

/** Quantities in words, the same everywhere. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as file managers of today show them: 84 MB, 1.3 GB. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const two = Number(value.toPrecision(2));
  return `${value >= 100 || unit === 0 ? Math.round(value) : numberText(two, two < 10 ? 1 : 0)} ${units[unit] ?? ''}`;
}

/** How long something takes: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(ms: number): string {
  const totalSec = Math.max(0, Math.round(ms / 1000));
  if (totalSec < 1) return t('quantity.underASecond');
  if (totalSec < 60) return `${totalSec} s`;
  const min = Math.floor(totalSec / 60);
  if (min < 60) return totalSec % 60 === 0 || min >= 10 ? `${min} min` : `${min} min ${totalSec % 60} s`;
  const hours = Math.floor(min / 60);
  return min % 60 === 0 ? `${hours} h` : `${hours} h ${min % 60} min`;
}

/** Length of a clip: `04:12`, `1:04:12`. */
export function clipLengthText(sec: number): string {
  const total = Math.round(sec);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export function framesPerSecText(framesPerSec: number): string {
  return framesPerSec >= 0.1 || framesPerSec === 0
    ? t('quantity.framesPerSec', { rate: numberText(framesPerSec, framesPerSec < 10 ? 1 : 0) })
    : t('quantity.secPerFrame', { sec: numberText(1 / framesPerSec, 0) });
}

/** So many of a thing: `1 clip`, `3 clips`. */
export function countText(count: number, thing: Counted): string {
  return t(`count.${thing}`, { count });
}

/** When something happened, relative to now: `just now`, `5 min ago`, `yesterday`, a date. */
export function agoText(iso: string, now: Date): string {
  const then = new Date(iso);
  const min = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (min < 1) return t('quantity.justNow');
  if (min < 60) return t('quantity.minAgo', { min });
  if (then.toDateString() === now.toDateString()) return t('quantity.hoursAgo', { hours: Math.floor(min / 60) });
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (then.toDateString() === yesterday.toDateString()) return t('quantity.yesterday');
  return then.toLocaleDateString(localeNow(), { day: 'numeric', month: 'short', year: 'numeric' });
}
