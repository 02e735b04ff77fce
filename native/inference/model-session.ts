import { AppError } from '../contract/index.ts';
import { abortable } from './abortable.ts';
import { startSessionProcess, startSessionThread } from './session-host.ts';
import type { FromSession, RunEffort, SessionFacts, SessionFailure, SessionSetup } from './session-protocol.ts';
import type { EdgeTensor, NamedTensors } from './tensor.ts';

/** How long a session may take to end by itself, when nothing runs in it. */
const CLOSE_GRACE_MS = 2000;

export interface OpenSessionOptions {
  /** What it is and where, for messages: "realesr-general-x4v3 on the CPU". */
  readonly label: string;
  /** `process` keeps a crash of a driver out of this process, and copies what it is sent. */
  readonly isolation?: 'thread' | 'process';
  readonly signal?: AbortSignal | undefined;
}

/** One ONNX Runtime session in a thread (or process) of its own. Whoever opens it closes it. */
export interface ModelSession {
  readonly facts: SessionFacts;
  /**
   * Takes the input's buffer over. One at a time. An abort rejects at once; the inference itself cannot be
   * interrupted and goes on unheard: `idle` tells when it is over.
   */
  readonly run: (input: EdgeTensor, options: { readonly signal?: AbortSignal | undefined }) => Promise<SessionResult>;
  /**
   * The same for a graph of several inputs and outputs, by their names. `outputs`: those that are wanted; all when left out.
   * `handOver`: the inputs' buffers are taken over; otherwise they are copied and may be parts of larger ones.
   */
  readonly runNamed: (inputs: NamedTensors, options: NamedRunOptions) => Promise<NamedResult>;
  /** Resolves when nothing runs any more. */
  readonly idle: () => Promise<void>;
  /** False once its thread has ended, however it ended. */
  readonly alive: () => boolean;
  /** Waits for a running inference, releases the session and ends the thread. */
  readonly close: () => Promise<void>;
  /** Ends it without waiting: a run that waits is rejected. An inference in a thread is over before its memory is free. */
  readonly kill: () => void;
}

export interface SessionResult extends RunEffort {
  readonly output: EdgeTensor;
}

export interface NamedRunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly outputs?: readonly string[];
  readonly handOver?: boolean;
}

export interface NamedResult {
  readonly outputs: Record<string, EdgeTensor>;
  readonly effort: RunEffort;
}

interface Pending<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: AppError) => void;
}

export async function openModelSession(
  setup: SessionSetup,
  { label, isolation = 'thread', signal }: OpenSessionOptions,
): Promise<ModelSession> {
  signal?.throwIfAborted();
  const host = isolation === 'thread' ? startSessionThread() : startSessionProcess();
  const runs = new Map<number, Pending<NamedResult>>();
  const idleWaiters: (() => void)[] = [];
  let opening: Pending<SessionFacts> | null = null;
  let endReason: string | null = null;
  let closing = false;
  let nextId = 0;

  const takeRun = (id: number): Pending<NamedResult> | undefined => {
    const run = runs.get(id);
    runs.delete(id);
    if (runs.size === 0) for (const wake of idleWaiters.splice(0)) wake();
    return run;
  };
  const failed = (failure: SessionFailure): AppError => sayFailure(failure, { label, opening: opening !== null });
  host.onMessage((message: FromSession) => {
    switch (message.kind) {
      case 'opened':
        opening?.resolve(message.facts);
        return;
      case 'open-failed':
        opening?.reject(failed(message.failure));
        return;
      case 'ran':
        takeRun(message.id)?.resolve(message);
        return;
      case 'run-failed':
        takeRun(message.id)?.reject(failed(message.failure));
    }
  });
  const ended = new Promise<void>((resolve) => {
    host.onEnd((reason) => {
      endReason ??= reason;
      const failure: SessionFailure = { code: 'model-failed', detail: `it stopped working (${reason})` };
      const error = new AppError(
        'model-failed',
        `The model ${label} stopped working (${reason}). Try again, with a smaller tile size or on another device.`,
        failure,
      );
      opening?.reject(error);
      for (const id of [...runs.keys()]) takeRun(id)?.reject(error);
      resolve();
    });
  });

  let facts: SessionFacts;
  try {
    facts = await abortable(signal, (resolve, reject) => {
      opening = { resolve, reject };
      host.post({ kind: 'open', setup }, []);
    });
  } catch (error) {
    host.kill();
    throw error;
  }
  opening = null;

  /** Takes the inputs' buffers over. */
  const runOwned = (inputs: NamedTensors, outputs: readonly string[] | null, runSignal: AbortSignal | undefined): Promise<NamedResult> =>
    abortable(runSignal, (resolve, reject) => {
      if (endReason !== null || closing) {
        reject(new AppError('model-failed', `The model ${label} is not running any more (${endReason ?? 'closed'}). Try again.`));
        return;
      }
      const id = nextId++;
      runs.set(id, { resolve, reject });
      host.post(
        { kind: 'run', id, inputs, outputs },
        Object.values(inputs).map(({ data }) => data.buffer),
      );
    });

  return {
    facts,
    run: async (input, options) => {
      const { outputs, effort } = await runOwned({ [facts.inputName]: input }, [facts.outputName], options.signal);
      const output = outputs[facts.outputName];
      if (output === undefined) throw new Error(`the output ${facts.outputName} is missing`);
      return { output, ...effort };
    },
    runNamed: (inputs, { signal: runSignal, outputs, handOver = false }) => {
      if (handOver) return runOwned(inputs, outputs ?? null, runSignal);
      // One copy, which then changes hands; a clone would be two, and of the whole buffer where the data is a part of it.
      const copies = Object.entries(inputs).map(([name, tensor]) => [name, { ...tensor, data: tensor.data.slice() }] as const);
      return runOwned(Object.fromEntries(copies), outputs ?? null, runSignal);
    },
    idle: () => (runs.size === 0 ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
    alive: () => endReason === null && !closing,
    close: async () => {
      closing = true;
      if (endReason === null) host.post({ kind: 'close' }, []);
      while (runs.size > 0) await new Promise<void>((resolve) => idleWaiters.push(resolve));
      const giveUp = setTimeout(host.kill, CLOSE_GRACE_MS);
      await ended;
      clearTimeout(giveUp);
    },
    kill: () => {
      closing = true;
      host.kill();
    },
  };
}

/** The failure itself goes along as the cause, for who says it in other words. */
function sayFailure(failure: SessionFailure, { label, opening }: { readonly label: string; readonly opening: boolean }): AppError {
  const { code, detail } = failure;
  const attempted = opening ? `The model ${label} could not be loaded` : `The model ${label} failed`;
  switch (code) {
    case 'out-of-memory':
      return new AppError(code, `${attempted}: memory ran out (${detail}). Choose a smaller tile size, or close other programs.`, failure);
    case 'device-unusable':
      return new AppError(code, `${attempted}: ${detail}. Choose another device; \`interweave devices\` lists them.`, failure);
    default:
      return new AppError(code, `${attempted}: ${detail}`, failure);
  }
}

/** What a session said, or how its thread ended, without what was attempted; null for errors of another kind. */
export function failureDetail(error: unknown): string | null {
  if (!(error instanceof AppError) || typeof error.cause !== 'object' || error.cause === null) return null;
  return 'detail' in error.cause && typeof error.cause.detail === 'string' ? error.cause.detail : null;
}
