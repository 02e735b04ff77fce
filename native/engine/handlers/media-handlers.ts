import { absolutePath } from '../absolute-path.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';

export function mediaHandlers({ facts }: EngineParts): HandlersOf<'media'> {
  return {
    'media.probe': ({ path }, { signal }) => facts.probe(absolutePath(path), { signal }),
  };
}
