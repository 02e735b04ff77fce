import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';

export function deviceHandlers({ devices }: EngineParts): HandlersOf<'devices'> {
  return {
    'devices.list': async ({ refresh }, { signal }) => ({ devices: await devices({ refresh, signal }) }),
  };
}
