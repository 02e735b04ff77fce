import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { promisify } from 'node:util';
import type { Device, ProviderName } from '../contract/index.ts';

const execute = promisify(execFile);
/** What sessions may take of the memory there is: the rest is for frames, ffmpeg and everybody else. */
const MAIN_MEMORY_SHARE = 0.5;
/** More of it buys no speed: what was measured is in decision 0012. */
const MAIN_MEMORY_MOST_BYTES = 8e9;
const GPU_MEMORY_SHARE = 0.8;
/** Where a provider does not say how much memory its GPU has: what even a small one has. */
const UNKNOWN_GPU_BYTES = 2 * 2 ** 30;

export interface NvidiaGpu {
  readonly name: string;
  readonly memoryBytes: number;
}

/** The first NVIDIA GPU, as its driver's own tool tells; null where there is none. */
export async function readNvidiaGpu(): Promise<NvidiaGpu | null> {
  try {
    const query = ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits'];
    const { stdout } = await execute('nvidia-smi', query, { timeout: 10_000 });
    const [name = '', mebibytes = ''] = (stdout.split('\n')[0] ?? '').split(', ');
    return name === '' || !(Number(mebibytes) > 0) ? null : { name, memoryBytes: Number(mebibytes) * 2 ** 20 };
  } catch {
    return null;
  }
}

/** Depends on the machine, not on what is free just now: tiles, and so the bits of a run, must not. */
export function deviceBudgetBytes(provider: ProviderName, gpu: NvidiaGpu | null): number {
  switch (provider) {
    case 'cpu':
    case 'coreml':
      return Math.min(MAIN_MEMORY_MOST_BYTES, Math.floor(mainMemoryBytes() * MAIN_MEMORY_SHARE));
    case 'cuda':
    case 'tensorrt':
      return Math.floor((gpu?.memoryBytes ?? UNKNOWN_GPU_BYTES) * GPU_MEMORY_SHARE);
    case 'directml':
    case 'webgpu':
      return UNKNOWN_GPU_BYTES;
  }
}

/** Of the machine, or of the container this runs in. */
function mainMemoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** The device with what the recipe lets models take of it. */
export function withinMemory(device: Device, { memoryGb }: { readonly memoryGb: number }): Device {
  return memoryGb === 0 ? device : { ...device, memoryBudgetBytes: Math.round(memoryGb * 1e9) };
}

/** The CPU, which needs no probe. */
export function cpuDevice(): Device {
  const memoryBudgetBytes = deviceBudgetBytes('cpu', null);
  return { provider: 'cpu', name: 'CPU', usable: true, reason: null, memoryBudgetBytes, threads: cpuThreads() };
}

/** One thread per physical core that this process may use: a second one on the same core does not multiply faster. */
export function cpuThreads(): number {
  return Math.max(1, Math.min(availableParallelism(), physicalCores() ?? Number.POSITIVE_INFINITY));
}

/** Linux tells which logical CPUs share a core; elsewhere null. */
function physicalCores(): number | null {
  const root = '/sys/devices/system/cpu';
  try {
    const siblings = readdirSync(root)
      .filter((name) => /^cpu\d+$/.test(name))
      .map((name) => readFileSync(`${root}/${name}/topology/thread_siblings_list`, 'utf8'));
    return siblings.length === 0 ? null : new Set(siblings).size;
  } catch {
    return null;
  }
}
