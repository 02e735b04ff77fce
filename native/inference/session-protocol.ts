import type { ErrorCode, ProviderName } from '../contract/index.ts';
import type { FrameEdges } from './import/frame-edges.ts';
import type { NamedTensors } from './tensor.ts';

/** What a session is opened with. */
export interface SessionSetup {
  /** The file, or the bytes of a small graph. */
  readonly model: string | Uint8Array;
  /** Puts uint8 or uint16 NHWC edges around a float32 NCHW graph; null: the graph as it is. */
  readonly edges: FrameEdges | null;
  readonly provider: ProviderName;
  /** Threads of one session; null: not a matter of this provider. */
  readonly threads: number | null;
  /** True: the graph is refused when any node of it would run on the CPU instead of the provider. */
  readonly strict: boolean;
}

export interface SessionFacts {
  /** The first of its inputs and outputs: of a single-frame model the only ones. */
  readonly inputName: string;
  readonly outputName: string;
  /** Version of ONNX Runtime. */
  readonly runtimeVersion: string;
  /** What its process took before the session was opened. */
  readonly startBytes: number;
}

export interface SessionFailure {
  readonly code: ErrorCode;
  /** What went wrong, without what was attempted: whoever asked adds that. */
  readonly detail: string;
}

/** What one run took. */
export interface RunEffort {
  /** Time inside the session. */
  readonly ms: number;
  /** Processor time of the whole process meanwhile. */
  readonly cpuMs: number;
  /** The most memory the process ever took: with a process of its own, what the session takes. */
  readonly peakBytes: number;
}

/** What a session's host is told. One session per host. */
export type ToSession =
  | { readonly kind: 'open'; readonly setup: SessionSetup }
  /** `outputs`: those that are wanted; null: all. */
  | { readonly kind: 'run'; readonly id: number; readonly inputs: NamedTensors; readonly outputs: readonly string[] | null }
  | { readonly kind: 'close' };

export type FromSession =
  | { readonly kind: 'opened'; readonly facts: SessionFacts }
  | { readonly kind: 'open-failed'; readonly failure: SessionFailure }
  | { readonly kind: 'ran'; readonly id: number; readonly outputs: NamedTensors; readonly effort: RunEffort }
  | { readonly kind: 'run-failed'; readonly id: number; readonly failure: SessionFailure };
