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
/** What every dynamic side is in the run that the proof looks at. */
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
    await session.run(smallInputs(session));
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

/** Zeros in the inputs' own types. Of what counts pieces (a dynamic first axis) there is one, whichever input names it; other dynamic sides are `PROOF_SIDE` long. */
function smallInputs(session: InferenceSession): Record<string, Tensor> {
  const inputs = session.inputMetadata.filter((input) => input.isTensor);
  const counts = new Set(inputs.map(({ shape }) => shape[0]));
  const sizeOf = (dim: number | string): number => {
    if (typeof dim === 'number') return dim;
    if (counts.has(dim)) return 1;
    // Our own graphs write "4*h" for a side that is four times as long as another.
    return PROOF_SIDE * Number(/^(\d+)\*/.exec(dim)?.[1] ?? 1);
  };
  return Object.fromEntries(inputs.map(({ name, type, shape }) => [name, zeros(type, shape.map(sizeOf))]));
}

function zeros(type: Tensor.Type, dims: readonly number[]): Tensor {
  const count = dims.reduce((product, dim) => product * dim, 1);
  switch (type) {
    case 'uint8':
      return new Tensor(type, new Uint8Array(count), dims);
    case 'uint16':
      return new Tensor(type, new Uint16Array(count), dims);
    case 'int64':
      return new Tensor(type, new BigInt64Array(count), dims);
    default:
      return new Tensor('float32', new Float32Array(count), dims);
  }
}
