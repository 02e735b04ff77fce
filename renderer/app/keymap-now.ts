import { useMemo } from 'react';
import { useKeyChoice } from '../state/keymap-store.ts';
import { commands } from './commands.ts';
import { presetBindings } from './key-presets.ts';
import { keymapOf, type Keymap } from './keymap.ts';

/** The keys as they are bound now. */
export function keymapNow(): Keymap {
  const { preset, own } = useKeyChoice.getState();
  return keymapOf(commands, presetBindings(preset), own);
}

export function useKeymap(): Keymap {
  const { preset, own } = useKeyChoice();
  return useMemo(() => keymapOf(commands, presetBindings(preset), own), [preset, own]);
}

/** The first of a command's keys, which is the one that is shown; undefined where it has none. */
export function useShortcut(id: string): string | undefined {
  return useKeymap().get(id)?.[0];
}
