import type { Bindings } from './key-presets.ts';
import { sameKeys } from './shortcut-text.ts';

/** What of a command matters here. */
interface Keyed {
  readonly id: string;
  readonly shortcuts: readonly string[];
}

/** The keys of every command, by its id. No key stands twice. */
export type Keymap = ReadonlyMap<string, readonly string[]>;

/**
 * The table's keys, changed by a preset, changed by the user. What the user says counts first, then the preset, then the table: a key that
 * one of them gives to a command is taken from those that come after, so that a press never means two things.
 */
export function keymapOf(commands: readonly Keyed[], preset: Bindings, own: Bindings): Keymap {
  const taken = new Set<string>();
  const keymap = new Map<string, readonly string[]>();
  const take = (id: string, shortcuts: readonly string[]) => {
    const free = shortcuts.filter((shortcut) => !taken.has(sameKeys(shortcut)));
    for (const shortcut of free) taken.add(sameKeys(shortcut));
    keymap.set(id, free);
  };
  const sources = [own, preset];
  for (const source of sources) {
    for (const { id } of commands) {
      const shortcuts = source[id];
      if (shortcuts !== undefined && !keymap.has(id)) take(id, shortcuts);
    }
  }
  for (const { id, shortcuts } of commands) if (!keymap.has(id)) take(id, shortcuts);
  return keymap;
}

/** The command that a key belongs to now, other than `except`; null when it is free. */
export function ownerOf(keymap: Keymap, shortcut: string, except: string): string | null {
  const wanted = sameKeys(shortcut);
  for (const [id, shortcuts] of keymap) {
    if (id !== except && shortcuts.some((key) => sameKeys(key) === wanted)) return id;
  }
  return null;
}

/** The user's bindings with one command's keys changed, and the keys taken from whoever had them. */
export function withKeys(
  own: Bindings,
  keymap: Keymap,
  { id, shortcuts }: { readonly id: string; readonly shortcuts: readonly string[] },
): Bindings {
  const wanted = new Set(shortcuts.map(sameKeys));
  const robbed = [...keymap].flatMap(([other, keys]) => {
    const left = keys.filter((key) => !wanted.has(sameKeys(key)));
    return other !== id && left.length < keys.length ? [[other, left] as const] : [];
  });
  return { ...own, ...Object.fromEntries(robbed), [id]: shortcuts };
}
