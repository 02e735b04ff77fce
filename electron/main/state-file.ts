import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Null where there is no such file, and when it is damaged. */
export function readState(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** For what costs little to lose (places of windows): a full disk is no reason to complain. */
export function saveState(path: string, state: unknown): void {
  try {
    writeFileSync(`${path}.new`, JSON.stringify(state));
    renameSync(`${path}.new`, path);
  } catch {
    return;
  }
}
