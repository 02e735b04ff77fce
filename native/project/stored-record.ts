import type { z } from 'zod';
import { corrupt } from './project-error.ts';

interface StoredRecord {
  readonly path: string;
  /** What to call it when it is damaged: `segment "s1"`. */
  readonly what: string;
}

/** The one door from a row to a record. What does not fit its schema is named, and nothing else is touched. */
export function parseStored<T extends z.ZodType>(schema: T, text: string, { path, what }: StoredRecord): z.output<T> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw corrupt(path, `its ${what} cannot be read`, parsed.error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No schema takes it, so the caller names the record.
    return undefined;
  }
}
