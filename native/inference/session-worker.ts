/**
 * What a session's own thread (or, for a probe, its own process) runs: one ONNX Runtime session, because
 * `session.run` blocks the event loop of its thread for as long as the inference takes.
 */
import { readFile } from 'node:fs/promises';
import { isMainThread, parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor, env } from 'onnxruntime-node';
import { withFrameEdges } from './import/frame-edges.ts';
import { ortProviderNames, readFailure } from './runtime-words.ts';
import type { FromSession, SessionFacts, SessionSetup, ToSession } from './session-protocol.ts';
import { isEdgeType } from './tensor.ts';
import type { EdgeTensor, NamedTensors } from './tensor.ts';

interface Line {
  readonly post: (message: FromSession, transfer: readonly ArrayBuffer[]) => void;
  readonly onMessage: (listener: (message: ToSession) => void) => void;
  readonly close: () => void;
}

const startBytes = process.memoryUsage.rss();
serve(isMainThread ? processLine() : threadLine());

function serve(line: Line): void {
  let session: InferenceSession | null = null;
  const handle = async (message: ToSession): Promise<void> => {
    switch (message.kind) {
      case 'open':
        try {
          session = await openSession(message.setup);
          line.post({ kind: 'opened', facts: factsOf(session) }, []);
        } catch (error) {
          line.post({ kind: 'open-failed', failure: readFailure(error, 'opening') }, []);
        }
        return;
      case 'run':
        try {
          if (session === null) throw new Error('the session is not open');
          const startedMs = performance.now();
          const before = process.cpuUsage();
          const outputs = await runSession(session, message.inputs, message.outputs);
          const { user, system } = process.cpuUsage(before);
          const effort = {
            ms: performance.now() - startedMs,
            cpuMs: (user + system) / 1000,
            peakBytes: process.resourceUsage().maxRSS * 1024,
          };
          line.post({ kind: 'ran', id: message.id, outputs, effort }, [...new Set(Object.values(outputs).map(({ data }) => data.buffer))]);
        } catch (error) {
          line.post({ kind: 'run-failed', id: message.id, failure: readFailure(error, 'running') }, []);
        }
        return;
      case 'close':
        await session?.release();
        line.close();
    }
  };
  // One after the other: a close must not overtake the run before it.
  let last = Promise.resolve();
  line.onMessage((message) => {
    last = last.then(() => handle(message));
  });
}

/**
 * Threads that sleep while they wait and take their work in small pieces: ffmpeg wants the cores as well, and a thread that
 * it holds up must not hold up the others. Measured with both cores busy: 28 % less time a frame; alone: no difference.
 */
const besideOthers = { intra_op: { allow_spinning: '0' }, dynamic_block_base: '4' };

async function openSession({ model, edges, provider, threads, strict }: SessionSetup): Promise<InferenceSession> {
  env.logLevel = 'fatal';
  const proof = provider === 'cpu' || strict ? null : await import('./provider-proof.ts');
  const proving = proof?.provingOptions() ?? null;
  const options: InferenceSession.SessionOptions = {
    executionProviders: [ortProviderNames[provider]],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    // Saves 28-39 % of peak memory at no measured cost.
    enableMemPattern: false,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    ...(threads === null ? {} : { intraOpNumThreads: threads }),
    extra: { session: provider === 'cpu' ? besideOthers : strict ? { disable_cpu_ep_fallback: '1' } : {} },
    ...proving?.sessionOptions,
  };
  const session = await createSession({ model, edges }, options);
  if (proof !== null && proving !== null) await proof.proveProvider(session, { ...proving, provider });
  return session;
}

/** A file that stays as it is goes by its path: weights beside it (external data) are found by that, and it need not fit into one buffer. */
async function createSession(
  { model, edges }: Pick<SessionSetup, 'model' | 'edges'>,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  if (edges === null) return typeof model === 'string' ? InferenceSession.create(model, options) : InferenceSession.create(model, options);
  const graph = typeof model === 'string' ? new Uint8Array(await readFile(model)) : model;
  return InferenceSession.create(withFrameEdges(graph, edges), options);
}

function factsOf(session: InferenceSession): SessionFacts {
  const [inputName] = session.inputNames;
  const [outputName] = session.outputNames;
  if (inputName === undefined || outputName === undefined) throw new Error('the graph has no input or no output');
  return { inputName, outputName, runtimeVersion: env.versions.node ?? env.versions.common, startBytes };
}

async function runSession(
  session: InferenceSession,
  inputs: NamedTensors,
  wanted: readonly string[] | null,
): Promise<Record<string, EdgeTensor>> {
  const feeds = Object.fromEntries(Object.entries(inputs).map(([name, { type, dims, data }]) => [name, new Tensor(type, data, dims)]));
  const results = await session.run(feeds, wanted ?? session.outputNames);
  return Object.fromEntries(
    Object.entries(results).map(([name, { type, dims, data }]) => {
      if (!isEdgeType(type)) throw new Error(`the output ${name} is ${type}`);
      // Narrowed by the type just checked: ONNX Runtime gives these as exactly these arrays, each with a buffer of its own.
      return [name, { type, dims, data: data as EdgeTensor['data'] }];
    }),
  );
}

function threadLine(): Line {
  const port = parentPort;
  if (port === null) throw new Error('session-worker was started without a parent');
  return {
    post: (message, transfer) => port.postMessage(message, transfer),
    // The parent is our own code: its messages are trusted to have their shape.
    onMessage: (listener) => port.on('message', listener as (message: unknown) => void),
    // The thread alone; something of a driver's may still hold its event loop.
    close: () => process.exit(),
  };
}

function processLine(): Line {
  process.on('disconnect', () => process.exit());
  return {
    post: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => process.on('message', (message) => listener(message as ToSession)),
    close: () => process.exit(),
  };
}
