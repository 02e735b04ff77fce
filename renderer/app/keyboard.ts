import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';
import type { Command } from './command.ts';
import { useKeyChoice } from '../state/keymap-store.ts';
import { keymapNow } from './keymap-now.ts';
import { runCommand } from './run-command.ts';

/** Listens for every command's keys, as they are bound now; returns the function that stops. */
export function bindKeyboard(target: Window, commands: readonly Command[]): () => void {
  const bound = () => {
    const keymap = keymapNow();
    return commands.flatMap((command) =>
      (keymap.get(command.id) ?? []).map((shortcut) => ({ command, shortcut, press: parseKeybinding(shortcut)[0]! })),
    );
  };
  let bindings = bound();
  const unsubscribe = useKeyChoice.subscribe(() => (bindings = bound()));
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
    unsubscribe();
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
  if (target !== null && target.closest('[role=dialog]:not([aria-modal=false]), .MuiModal-root') !== null) return false;
  // Words that were marked on the page are copied as they are everywhere.
  if (/^\$mod\+c$/i.test(shortcut) && getSelection()?.isCollapsed === false) return false;
  if (target?.matches(textInputs) === true) return withModifier && !/\$mod\+(z|Shift\+z|y|a|c|v|x)$/i.test(shortcut);
  if (!withModifier && target?.matches(ownKeys) === true && target.matches(':focus-visible')) {
    return !/^(Shift\+)?(Space|Enter|Arrow\w+|Home|End)$/.test(shortcut);
  }
  return true;
}
