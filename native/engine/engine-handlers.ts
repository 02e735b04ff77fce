import type { z } from 'zod';
import type { EngineMethod, EngineMethods } from '../contract/index.ts';

/** Stands for one window or program at the other end of a port; compared by identity, asked nothing. */
export interface EngineGuest {
  readonly connectedAt: number;
}

export interface CallContext {
  readonly signal: AbortSignal;
  readonly guest: EngineGuest;
}

/** What the engine implements: one function per method, input already validated. */
export type EngineHandlers = {
  readonly [M in EngineMethod]: (
    input: z.output<EngineMethods[M]['input']>,
    context: CallContext,
  ) => Promise<z.input<EngineMethods[M]['output']>>;
};

/** The handlers of one noun: `HandlersOf<'job'>` holds `job.list`, `job.cancel` ... */
export type HandlersOf<Noun extends string> = Pick<EngineHandlers, Extract<EngineMethod, `${Noun}.${string}`>>;
