import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';
import type { Command } from './command.ts';
import { runCommand } from './run-command.ts';

/** Listens for every shortcut of the table; returns the function that stops. */
export function bindKeyboard(target: Window, commands: readonly Command[]): () => void {
  const bindings = commands.flatMap((command) =>
    command.shortcuts.map((shortcut) => ({ command, shortcut, press: parseKeybinding(shortcut)[0]! })),
  );
  const held = new Map<string, Command>();

  const down = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const match = bindings.find(({ press }) => matchKeyBindingPress(event, press));
    if (match === undefined || !isForStudio(event, match.shortcut)) return;
    event.preventDefault();
    if (event.repeat && match.command.repeats !== true) return;
    if (match.command.release !== undefined) held.set(event.code, match.command);
    runCommand(match.command);
  };
  const up = (event: KeyboardEvent) => {
    held.get(event.code)?.release?.();
    held.delete(event.code);
  };
  const blur = () => {
    for (const command of held.values()) command.release?.();
    held.clear();
  };
  target.addEventListener('keydown', down);
  target.addEventListener('keyup', up);
  target.addEventListener('blur', blur);
  return () => {
    target.removeEventListener('keydown', down);
    target.removeEventListener('keyup', up);
    target.removeEventListener('blur', blur);
  };
}

const textInputs = 'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true]';
/** Roles that use arrows, space, Home and End themselves while the keyboard is on them. */
const ownKeys =
  '[role=slider], [role=separator], [role=tab], [role=radio], [role=menuitem], [role=option], [role=combobox], [role=button], button, a[href], input';

/** Typing stays typing, dialogs keep their keys, and a control that the keyboard is on keeps the keys it needs. */
function isForStudio(event: KeyboardEvent, shortcut: string): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const withModifier = /\$mod|Alt\+|^F\d+$/.test(shortcut);
  if (target !== null && target.closest('[role=dialog], .MuiModal-root') !== null) return false;
  if (target?.matches(textInputs) === true) return withModifier && !/\$mod\+(z|Shift\+z|y|a|c|v|x)$/i.test(shortcut);
  if (!withModifier && target?.matches(ownKeys) === true && target.matches(':focus-visible')) {
    return !/^(Shift\+)?(Space|Enter|Arrow\w+|Home|End)$/.test(shortcut);
  }
  return true;
}
