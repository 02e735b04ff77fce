import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';

export function settingsHandlers({ settings, events }: EngineParts): HandlersOf<'settings'> {
  return {
    'settings.get': () => settings.read(),
    'settings.set': async (changes) => {
      const whole = await settings.write(changes);
      events.emit('settings.changed', whole);
      return whole;
    },
  };
}
