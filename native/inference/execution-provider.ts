import { cpus } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { Device, DeviceChoice, ProviderName } from '../contract/index.ts';
import { abortable } from './abortable.ts';
import { cpuThreads, deviceBudgetBytes, readNvidiaGpu } from './device-facts.ts';
import type { NvidiaGpu } from './device-facts.ts';
import { failureDetail, openModelSession } from './model-session.ts';
import type { ModelSession } from './model-session.ts';
import { openCrashMarkers } from './crash-marker.ts';
import { appPaths } from '../util/app-paths.ts';
import { livesInElectron } from './session-host.ts';
import { absentHere, whyUnusable } from './provider-reasons.ts';

/** The order in which `auto` takes them. TensorRT comes after CUDA: it builds an engine for minutes for each new frame size. */
const preference: readonly ProviderName[] = ['cuda', 'tensorrt', 'coreml', 'directml', 'webgpu', 'cpu'];
/** A driver that has not answered by then hangs. */
const PROBE_TIMEOUT_MS = 30_000;

interface ProbeResult {
  readonly provider: ProviderName;
  /** Null when it worked. */
  readonly reason: string | null;
  /** Of the small graph, when warm. */
  readonly runMs: number;
}

/** The one thing kept per process: drivers do not come and go, and a probe takes a second. */
const cache: { devices: Promise<readonly Device[]> | null } = { devices: null };

/**
 * Where models can run, best first. Really runs a small graph on each provider, in a process of its own where there can
 * be one, so that a driver that crashes or hangs takes nothing along; says in words why one is not usable and what to do.
 */
export async function probeDevices({
  signal,
  refresh = false,
}: {
  readonly signal?: AbortSignal | undefined;
  readonly refresh?: boolean;
}): Promise<readonly Device[]> {
  if (cache.devices === null || refresh) cache.devices = probeAll({ refresh });
  const { devices } = cache;
  return abortable(signal, (resolve) => resolve(devices));
}

/** The device that a recipe asks for. Never another one: a choice that cannot be met is refused with the reason. */
export function chooseDevice(choice: DeviceChoice, devices: readonly Device[]): Device {
  const device = devices.find(({ provider, usable }) => (choice === 'auto' ? usable : provider === choice));
  if (device?.usable === true) return device;
  const reason = device?.reason ?? 'Nothing on this machine can run a model. Reinstall Interweave.';
  throw new AppError('device-unusable', `The device "${choice}" cannot be used. ${reason}`);
}

/** The same for a job. The CPU is always there: when it is named, nothing is tried first, and what is wrong with it the session will say. */
export async function findDevice(choice: DeviceChoice, { signal }: { readonly signal: AbortSignal }): Promise<Device> {
  if (choice === 'cpu') return deviceOf({ provider: 'cpu', reason: null }, { gpu: null, inSoftware: false });
  return chooseDevice(choice, await probeDevices({ signal }));
}

async function probeAll(how: { readonly refresh: boolean }): Promise<readonly Device[]> {
  const [gpu, ...results] = await Promise.all([readNvidiaGpu(), ...preference.map((provider) => probeProvider(provider, how))]);
  const cpuMs = results.find(({ provider }) => provider === 'cpu')?.runMs ?? 0;
  // A "GPU" that is slower than the CPU is one in software (SwiftShader, lavapipe): usable when asked for, never by itself.
  const inSoftware = ({ provider, runMs }: ProbeResult): boolean => provider !== 'cpu' && runMs > cpuMs;
  const rank = (result: ProbeResult): number => (result.reason !== null ? 2 : inSoftware(result) ? 1 : 0);
  return results.sort((a, b) => rank(a) - rank(b)).map((result) => deviceOf(result, { gpu, inSoftware: rank(result) === 1 }));
}

function deviceOf(
  { provider, reason }: Pick<ProbeResult, 'provider' | 'reason'>,
  { gpu, inSoftware }: { readonly gpu: NvidiaGpu | null; readonly inSoftware: boolean },
): Device {
  const usable = reason === null;
  return {
    provider,
    name: inSoftware ? `${nameOf(provider, gpu)}, in software` : nameOf(provider, gpu),
    usable,
    reason,
    memoryBudgetBytes: usable ? deviceBudgetBytes(provider, gpu) : null,
    threads: provider === 'cpu' && usable ? cpuThreads() : null,
  };
}

/** In Electron a probe runs in a thread, and a marker tells of a crash. */
async function probeProvider(provider: ProviderName, { refresh }: { readonly refresh: boolean }): Promise<ProbeResult> {
  const failed = (reason: string): ProbeResult => ({ provider, reason, runMs: 0 });
  const absent = absentHere(provider);
  if (absent !== null) return failed(absent);
  try {
    if (!livesInElectron || provider === 'cpu') return { provider, reason: null, runMs: await tryProvider(provider) };
    const markers = openCrashMarkers(join(appPaths().cacheDir, 'devices'));
    if (refresh) await markers.forget(provider);
    if (await markers.crashedBefore(provider)) return failed(whyUnusable(provider, 'it ended the program'));
    return { provider, reason: null, runMs: await markers.whileTrying(provider, () => tryProvider(provider)) };
  } catch (error) {
    return failed(whyUnusable(provider, failureDetail(error) ?? (error instanceof Error ? error.message : String(error))));
  }
}

/** Runs the small graph twice, checks what comes out, and tells how long the second run took. */
async function tryProvider(provider: ProviderName): Promise<number> {
  const { PROBE_SIDE, probeAnswer, probeGraph } = await import('./probe-graph.ts');
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const setup = { model: probeGraph(), edges: null, provider, threads: provider === 'cpu' ? cpuThreads() : null, strict: true };
  const answer = async (session: ModelSession): Promise<{ readonly value: number; readonly ms: number }> => {
    const plane = PROBE_SIDE * PROBE_SIDE;
    const input = { type: 'float32', dims: [1, 3, PROBE_SIDE, PROBE_SIDE], data: new Float32Array(3 * plane).fill(1) } as const;
    const { output, ms } = await session.run(input, { signal });
    return { value: Number(output.data[plane / 2 + PROBE_SIDE / 2]), ms };
  };
  try {
    const session = await openModelSession(setup, { label: 'probe', isolation: livesInElectron ? 'thread' : 'process', signal });
    try {
      await answer(session);
      const { value, ms } = await answer(session);
      if (Math.abs(value - probeAnswer) > 1e-2 * probeAnswer) throw new Error('it computes wrong results');
      return ms;
    } finally {
      session.kill();
    }
  } catch (error) {
    throw signal.aborted ? new Error(`it did not answer within ${PROBE_TIMEOUT_MS / 1000} seconds`, { cause: error }) : error;
  }
}

function nameOf(provider: ProviderName, gpu: NvidiaGpu | null): string {
  switch (provider) {
    case 'cpu':
      return cpus()[0]?.model.trim() ?? 'CPU';
    case 'cuda':
    case 'tensorrt':
      return gpu?.name ?? 'NVIDIA GPU';
    case 'directml':
      return 'GPU through DirectML';
    case 'coreml':
      return 'Apple GPU and Neural Engine through Core ML';
    case 'webgpu':
      return 'GPU through WebGPU';
  }
}
