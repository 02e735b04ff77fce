import type { z } from 'zod';

/** How a parameter appears in the form and on the command line. Kept in the schema's own metadata. */
export interface ParameterMeta {
  readonly title: string;
  readonly description: string;
  /** `basic` is always shown, `advanced` sits in the drawer. */
  readonly level: 'basic' | 'advanced';
  readonly unit?: string;
  /** Where 0 leaves the choice to the engine: the value to begin with when it is made by hand. */
  readonly begin?: number;
}

export function parameter<T extends z.ZodType>(schema: T, meta: ParameterMeta): T {
  return schema.meta({ ...meta });
}
