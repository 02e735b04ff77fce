import { useKeyChoice } from '../state/keymap-store.ts';
import { commands } from './commands.ts';
import { presetBindings } from './key-presets.ts';
import { keymapOf, type Keymap } from './keymap.ts';

type Choice = ReturnType<typeof useKeyChoice.getState>;

/** Every key cap on screen asks for the keymap, and it changes hardly ever. */
let known: { readonly choice: Choice; readonly keymap: Keymap } | null = null;

function keymapOfChoice(choice: Choice): Keymap {
  if (known?.choice !== choice) known = { choice, keymap: keymapOf(commands, presetBindings(choice.preset), choice.own) };
  return known.keymap;
}

/** The keys as they are bound now. */
export function keymapNow(): Keymap {
  return keymapOfChoice(useKeyChoice.getState());
}

export function useKeymap(): Keymap {
  return keymapOfChoice(useKeyChoice());
}

/** The first of a command's keys, which is the one that is shown; undefined where it has none. */
export function useShortcut(id: string): string | undefined {
  return useKeymap().get(id)?.[0];
}
