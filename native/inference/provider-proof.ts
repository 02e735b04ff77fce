import { mkdtempSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import type { ProviderName } from '../contract/index.ts';
import { DeviceRefusal, cpuProviderInProfile } from './runtime-words.ts';

/** Where the time goes; what runs beside them (shapes, casts, quantized edges) may stay on the CPU. */
const heavyOperators = new Set(['Conv', 'ConvTranspose', 'QLinearConv', 'ConvInteger', 'FusedConv', 'MatMul', 'Gemm', 'NhwcFusedConv']);
/** Side of the frame that the proof runs on. */
const PROOF_SIDE = 16;

const ProfileEvents = z.array(
  z.looseObject({ args: z.looseObject({ op_name: z.string().optional(), provider: z.string().optional() }).optional() }),
);

export interface Proving {
  readonly directory: string;
  readonly sessionOptions: InferenceSession.SessionOptions;
}

/**
 * ONNX Runtime quietly gives a node that a provider cannot run to the CPU. Its profile of one small run says
 * where every node ran, so a session opened with these options can be held to its provider.
 */
export function provingOptions(): Proving {
  const directory = mkdtempSync(join(tmpdir(), 'interweave-proof-'));
  return { directory, sessionOptions: { enableProfiling: true, profileFilePrefix: join(directory, 'profile') } };
}

export async function proveProvider(
  session: InferenceSession,
  { directory, provider }: Proving & { readonly provider: ProviderName },
): Promise<void> {
  try {
    await session.run({ [session.inputNames[0] ?? '']: smallInput(session) });
    session.endProfiling();
    const [name = ''] = await readdir(directory);
    const events = ProfileEvents.parse(JSON.parse(await readFile(join(directory, name), 'utf8')));
    const heavy = events.flatMap(({ args }) => (heavyOperators.has(args?.op_name ?? '') ? [args?.provider] : []));
    const onCpu = heavy.filter((where) => where === cpuProviderInProfile).length;
    if (onCpu > 0) throw new DeviceRefusal(`${onCpu} of its ${heavy.length} convolutions would run on the CPU, not on ${provider}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Zeros in the input's own type, every dynamic side `PROOF_SIDE` long. */
function smallInput(session: InferenceSession): Tensor {
  const [input] = session.inputMetadata;
  if (input?.isTensor !== true) throw new Error('the graph has no tensor input');
  const dims = input.shape.map((dim) => (typeof dim === 'number' ? dim : PROOF_SIDE));
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (input.type === 'uint8') return new Tensor('uint8', new Uint8Array(count), dims);
  if (input.type === 'uint16') return new Tensor('uint16', new Uint16Array(count), dims);
  return new Tensor('float32', new Float32Array(count), dims);
}
