import { parse } from 'node:path';
import { fileNameOf } from './media-url.ts';

/** CMX3600 holds this many. */
const MAX_REEL = 8;

/** A tape name for each path, made of its file name, no two alike. */
export function reelNames(paths: readonly string[]): Map<string, string> {
  const reels = new Map<string, string>();
  const taken = new Set<string>();
  for (const path of new Set(paths)) {
    const plain = plainReel(fileNameOf(path));
    let reel = plain;
    for (let number = 2; taken.has(reel); number += 1) reel = plain.slice(0, MAX_REEL - String(number).length) + String(number);
    taken.add(reel);
    reels.set(path, reel);
  }
  return reels;
}

/** AX and BL mean "no tape" and "black" in an edit list. */
function plainReel(fileName: string): string {
  const reel = parse(fileName)
    .name.toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, MAX_REEL);
  return /^(|AX|BL|BLACK)$/.test(reel) ? `REEL${reel}` : reel;
}
