import { isSign, pressOf } from './shortcut-text.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const words: Readonly<Record<string, string>> = {
  $mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Alt: isMac ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: 'Enter',
  Escape: 'Esc',
};

/** A shortcut's keys as they are printed on caps: `$mod+Shift+z` -> `Ctrl`, `Shift`, `Z`. */
export function shortcutKeys(shortcut: string): readonly string[] {
  const { modifiers, key } = pressOf(shortcut);
  // `Shift+?` is typed by pressing `?`.
  const held = isSign(key) ? modifiers.filter((modifier) => modifier !== 'Shift') : modifiers;
  return [...held, key.replace(/^(Key|Digit)(?=.$)/, '')].map((each) => words[each] ?? (each.length === 1 ? each.toUpperCase() : each));
}

/** In one string, for tooltips. */
export function shortcutText(shortcut: string): string {
  return shortcutKeys(shortcut).join(isMac ? '' : '+');
}
