import { textsOf } from '../i18n/words.ts';
import { isSign, pressOf } from './shortcut-text.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Arrows, and what is no word. */
const signs = { Alt: isMac ? '⌥' : 'Alt', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };
const onMac = { $mod: '⌘', Shift: '⇧' };
const named = textsOf({
  $mod: 'keys.ctrl',
  Shift: 'keys.shift',
  Space: 'keys.space',
  Delete: 'keys.delete',
  Backspace: 'keys.backspace',
  Home: 'keys.home',
  End: 'keys.end',
});

function keyWord(key: string): string {
  const words: Readonly<Record<string, string>> = { ...named, ...signs, ...(isMac ? onMac : {}) };
  return words[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** A shortcut's keys as they are printed on caps: `$mod+Shift+z` -> `Ctrl`, `Shift`, `Z`. */
export function shortcutKeys(shortcut: string): readonly string[] {
  const { modifiers, key } = pressOf(shortcut);
  // `Shift+?` is typed by pressing `?`.
  const held = isSign(key) ? modifiers.filter((modifier) => modifier !== 'Shift') : modifiers;
  return [...held, key.replace(/^(Key|Digit)(?=.$)/, '')].map(keyWord);
}

/** In one string, for tooltips. */
export function shortcutText(shortcut: string): string {
  return shortcutKeys(shortcut).join(isMac ? '' : '+');
}
