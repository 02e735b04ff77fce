import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../contract/index.ts';
import type { Device } from '../../contract/index.ts';
import type { LentSession, SessionPool } from '../../inference/session-pool.ts';
import type { EdgeTensor, NamedTensors } from '../../inference/tensor.ts';

/** A graph that can be run, and what a run of it takes. */
export interface RunnableGraph {
  /** What it is, for messages. */
  readonly label: string;
  readonly model: string | Uint8Array;
  /** What makes two graphs the same. */
  readonly key: string;
  readonly outputs: readonly string[];
}

export interface GraphRun {
  /** Their buffers are taken over. */
  readonly inputs: NamedTensors;
  /** The most that the session will take. */
  readonly memoryBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Runs the graphs of a package one after the other, with one session lent at a time: a job that held one and waited for another
 * would wait for itself where memory is short.
 */
export interface GraphRunner {
  readonly run: (graph: RunnableGraph, run: GraphRun) => Promise<Record<string, EdgeTensor>>;
  /** Milliseconds inside sessions so far. */
  readonly inferenceMs: () => number;
  readonly runtimeVersion: () => string;
  readonly close: () => Promise<void>;
}

export function createGraphRunner({ pool, device }: { readonly pool: SessionPool; readonly device: Device }): GraphRunner {
  let held: { readonly key: string; readonly memoryBytes: number; readonly lent: LentSession } | null = null;
  let inferenceMs = 0;
  let runtimeVersion = '';

  const giveBack = async (how?: { readonly discard: boolean }): Promise<void> => {
    if (held === null) return;
    held.lent.giveBack(how);
    held = null;
    // The pool takes it back in its own time; who asks before that gets a second session of the same graph.
    await setImmediate();
  };

  const sessionFor = async (graph: RunnableGraph, { memoryBytes, signal }: GraphRun): Promise<LentSession> => {
    if (held?.key === graph.key && held.memoryBytes >= memoryBytes) return held.lent;
    await giveBack();
    const request = { label: graph.label, model: graph.model, modelSha256: graph.key, edges: null, device, memoryBytes };
    const lent = await pool.borrow(request, { signal });
    held = { key: graph.key, memoryBytes, lent };
    runtimeVersion = lent.session.facts.runtimeVersion;
    return lent;
  };

  return {
    run: async (graph, run) => {
      const { session } = await sessionFor(graph, run);
      try {
        const how = { signal: run.signal, outputs: graph.outputs, handOver: true };
        const { outputs, effort } = await session.runNamed(run.inputs, how);
        inferenceMs += effort.ms;
        return outputs;
      } catch (error) {
        // An arena that grew too large never shrinks: the next try starts with a fresh one.
        if (error instanceof AppError && error.code === 'out-of-memory') await giveBack({ discard: true });
        throw error;
      }
    },
    inferenceMs: () => inferenceMs,
    runtimeVersion: () => runtimeVersion,
    close: () => giveBack(),
  };
}
