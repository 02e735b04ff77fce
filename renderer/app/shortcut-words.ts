const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

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
  const keys = shortcut === '+' ? ['+'] : shortcut.split('+').map((key) => (key === '' ? '+' : key));
  const named = keys.map((key) => words[key] ?? (/^Key[A-Z]$/.test(key) ? key.slice(3) : key.length === 1 ? key.toUpperCase() : key));
  // `Shift+?` is typed by pressing `?`.
  return named.at(-1) === '?' ? ['?'] : named;
}

/** In one string, for tooltips. */
export function shortcutText(shortcut: string): string {
  return shortcutKeys(shortcut).join(isMac ? '' : '+');
}
