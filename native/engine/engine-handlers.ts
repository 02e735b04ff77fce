import type { z } from 'zod';
import type { EngineMethod, EngineMethods } from '../contract/index.ts';

/** What the engine implements: one function per method, input already validated. */
export type EngineHandlers = {
  readonly [M in EngineMethod]: (
    input: z.output<EngineMethods[M]['input']>,
    context: { readonly signal: AbortSignal },
  ) => Promise<z.input<EngineMethods[M]['output']>>;
};
