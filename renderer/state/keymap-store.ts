import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Bindings, PresetName } from '../app/key-presets.ts';

/** Which keys a person likes: kept beside panels and theme, whatever the project. */
interface KeyChoice {
  readonly preset: PresetName;
  /** What was changed against the preset, by command; an empty list is a command without keys. */
  readonly own: Bindings;
}

export const useKeyChoice = create<KeyChoice>()(
  persist((): KeyChoice => ({ preset: 'interweave', own: {} }), { name: 'interweave.keys', version: 1 }),
);
