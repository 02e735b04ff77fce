import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { AppError } from '../contract/index.ts';

const LockNote = z.object({ pid: z.int().positive(), host: z.string(), openedAt: z.iso.datetime() });
type LockNote = z.infer<typeof LockNote>;

/**
 * Beside an open project lies a note that says who has it. The lock itself is SQLite's (project-file.ts), which the
 * operating system lets go when a process dies; the note only puts it into words, so a stale one does no harm.
 */
export function writeLockNote(path: string): void {
  const note: LockNote = { pid: process.pid, host: hostname(), openedAt: new Date().toISOString() };
  try {
    writeFileSync(notePath(path), JSON.stringify(note));
  } catch {
    // A full disk must not keep a project from being opened.
  }
}

export function removeLockNote(path: string): void {
  rmSync(notePath(path), { force: true });
}

/** The error for a project that somebody else has open. */
export function lockedError(path: string): AppError {
  return new AppError('project-locked', `The project ${path} is open already: ${describe(readLockNote(path))}`);
}

function describe(note: LockNote | null): string {
  if (note === null || (note.host === hostname() && !isAlive(note.pid))) return 'another program uses it. Close it there and try again.';
  const since = new Date(note.openedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  if (note.host !== hostname()) return `on the computer "${note.host}", since ${since}. Close it there first.`;
  if (note.pid === process.pid) return `in this Interweave, since ${since}. Use that window, or close it there first.`;
  return `in another Interweave on this computer (process ${note.pid}), since ${since}. Close it there first.`;
}

function readLockNote(path: string): LockNote | null {
  try {
    return LockNote.parse(JSON.parse(readFileSync(notePath(path), 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, and lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function notePath(path: string): string {
  return `${path}.lock`;
}
