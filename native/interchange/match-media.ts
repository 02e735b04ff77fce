import { parse } from 'node:path';
import type { Fingerprint } from '../contract/index.ts';
import type { TimecodeCount } from '../util/timecode.ts';
import type { MediaClue } from './edit-list.ts';
import { fileNameOf } from './media-url.ts';

/** A file of the project that cuts may be of. */
export interface KnownMedia {
  readonly id: string;
  readonly name: string;
  /** Where it is and where it was. */
  readonly paths: readonly string[];
  readonly reel: string;
  readonly fingerprint: Fingerprint;
  readonly count: TimecodeCount;
  readonly startFrame: number;
  readonly frameCount: number;
}

/** The files that a clue fits, by the surest sign that fits any: path, fingerprint, file name, the same without its ending, reel. */
export function matchMedia(clue: MediaClue, media: readonly KnownMedia[]): readonly KnownMedia[] {
  const { path, fingerprint, reel } = clue;
  const names = [clue.fileName, path === null ? null : fileNameOf(path)].filter((name) => name !== null).map(plain);
  const stems = names.map((name) => parse(name).name);
  const signs: readonly ((each: KnownMedia) => boolean)[] = [
    (each) => path !== null && each.paths.some((known) => slashed(known) === slashed(path)),
    (each) =>
      fingerprint !== null && each.fingerprint.sizeBytes === fingerprint.sizeBytes && each.fingerprint.sha256 === fingerprint.sha256,
    (each) => namesOf(each).some((name) => names.includes(name)),
    (each) => namesOf(each).some((name) => stems.includes(parse(name).name)),
    (each) => reel !== null && namesOf(each).some((name) => parse(name).name === plain(reel)),
    // Eight letters of a name are many files' beginning: they count only where nothing else is told.
    (each) => reel !== null && names.length === 0 && plain(each.reel) === plain(reel),
  ];
  for (const sign of signs) {
    const found = media.filter(sign);
    if (found.length > 0) return found;
  }
  return [];
}

function namesOf({ name, paths }: KnownMedia): string[] {
  return [name, ...paths.map(fileNameOf)].map(plain);
}

function plain(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/').normalize('NFC');
}
