const modifiers = ['$mod', 'Control', 'Meta', 'Alt', 'Shift'];

interface Press {
  readonly modifiers: readonly string[];
  readonly key: string;
}

/** `$mod+Shift++` is Ctrl, Shift and the plus key. */
export function pressOf(shortcut: string): Press {
  const parts = shortcut.split('+');
  const key = shortcut.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  return { modifiers: modifiers.filter((modifier) => parts.includes(modifier)), key };
}

/** Shortcuts that the same press of the same keys gives are the same text: order, case and `KeyA` for `a` do not count. */
export function sameKeys(shortcut: string): string {
  const press = pressOf(shortcut);
  const key = press.key.replace(/^(Key|Digit)(?=.$)/, '').toLowerCase();
  return [...press.modifiers.filter((modifier) => !(isSign(key) && modifier === 'Shift')), key].join('+');
}

/** A sign is typed with Shift or without, as the keyboard has it: `Shift+?` is `?`. */
export function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9 ]/i.test(key);
}

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** A press as it is written in the table; null while only modifiers are down, and for keys that every dialog and form needs. */
export function shortcutOf(press: KeyPress, isMac: boolean): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'].includes(press.key)) return null;
  if (['Tab', 'Escape', 'ContextMenu'].includes(press.key)) return null;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  if (press.key === 'Enter' && !mod && !press.altKey) return null;
  const key = keyOf(press);
  const held = [mod ? '$mod' : '', other ? (isMac ? 'Control' : 'Meta') : '', press.altKey ? 'Alt' : '', press.shiftKey ? 'Shift' : ''];
  return [...held.filter(Boolean), key].join('+');
}

/** Letters and digits by their name even where Alt or Shift make other signs of them. */
function keyOf({ key, code, altKey, shiftKey }: KeyPress): string {
  if (key === ' ') return 'Space';
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (shiftKey && /^Digit\d$/.test(code)) return code;
  if (altKey && /^(Key[A-Z]|Digit\d)$/.test(code)) return code;
  return key;
}
