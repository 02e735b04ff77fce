import type { ProviderName } from '../contract/index.ts';
import type { SessionFailure } from './session-protocol.ts';

/** Providers as ONNX Runtime spells them. */
export const ortProviderNames: Readonly<Record<ProviderName, string>> = {
  cpu: 'cpu',
  cuda: 'cuda',
  tensorrt: 'tensorrt',
  directml: 'dml',
  coreml: 'coreml',
  webgpu: 'webgpu',
};

/** The same, as its profile spells them. */
export const cpuProviderInProfile = 'CPUExecutionProvider';

/** How the allocators of ONNX Runtime, of the drivers and of V8 say that memory ran out. */
const outOfMemory =
  /failed to allocate memory|bad_?alloc|out of (device )?memory|outofmemory|out_of_memory|alloc_failed|available memory of|8007000E|array buffer allocation failed|cannot allocate memory/i;

/** How ONNX Runtime says that a provider is not there, or that the graph is beyond it (WebGPU: an operator with more inputs and outputs than shaders take). */
const cannotRunThere = /execution ?provider|backend not found|adapter|cpu_ep_fallback|CPU EP|too many storage buffers/i;

/** A graph that opened, and would not run where it was asked to. (No AppError: a session's thread starts sooner without the contract's schemas.) */
export class DeviceRefusal extends Error {}

/** Sorts what ONNX Runtime threw. Its messages start with source paths and function names, which help nobody. */
export function readFailure(error: unknown, when: 'opening' | 'running'): SessionFailure {
  const message = error instanceof Error ? error.message : String(error);
  const detail = plainWords(message);
  if (error instanceof DeviceRefusal) return { code: 'device-unusable', detail };
  if (outOfMemory.test(message)) return { code: 'out-of-memory', detail };
  if (when === 'opening' && cannotRunThere.test(message)) return { code: 'device-unusable', detail };
  return { code: 'model-failed', detail };
}

function plainWords(message: string): string {
  const withoutPaths = message
    .replaceAll(/\/onnxruntime_src\/\S+\s*/g, '')
    .replaceAll(/\[ONNXRuntimeError\] : \d+ : [A-Z_]+ : /g, '')
    .replaceAll(/^.*? was false\. /gs, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return withoutPaths.length > 300 ? `${withoutPaths.slice(0, 300)}...` : withoutPaths;
}
