import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';

/** Loaded when first asked: the readers and writers of edit lists are wanted seldom. */
export function segmentHandlers(parts: EngineParts): HandlersOf<'segments'> {
  return {
    'segments.export': async ({ projectId, ...wanted }, { signal }) => {
      const { exportSegments } = await import('../segment-export.ts');
      return exportSegments(parts, parts.project(projectId), { ...wanted, signal });
    },
    'segments.import': async ({ projectId, path }, { signal }) => {
      const { importSegments } = await import('../segment-import.ts');
      return importSegments(parts, parts.project(projectId), { path, signal });
    },
  };
}
