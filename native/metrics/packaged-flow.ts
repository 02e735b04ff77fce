import { AppError } from '../contract/index.ts';
import type { EdgeTensor } from '../inference/tensor.ts';
import { INPUT_BYTES, openMeasuringSessions } from './measuring-sessions.ts';
import type { MeasuringSessions, PictureMaker } from './measuring-sessions.ts';
import type { MomentFrames } from './meters.ts';
import type { PackagedMetric } from './metric-packages.ts';
import { partsOf } from './metric.ts';
import type { Motion, Pictures } from './metric.ts';
import { flowSizeOf } from './optical-flow.ts';
import { sizeText } from './picture.ts';
import type { Size } from './picture.ts';

/** A package that finds motion, at work on one clip. Whoever opens it closes it. */
export interface PackagedFlow {
  /** Which package, and at which size. */
  readonly name: string;
  /** Takes the next moment, whose buffers stay the caller's. Empty at the first; else every motion that was asked for, as `MomentFrames` has it. */
  readonly find: (frames: Omit<MomentFrames, 'motions'>) => Promise<ReadonlyMap<Motion, Float32Array<ArrayBuffer>>>;
  readonly close: () => Promise<void>;
}

export interface FlowSetup {
  /** Each of them once. */
  readonly motions: readonly Motion[];
  readonly size: Size;
  readonly sourceSize: Size | null;
  readonly signal: AbortSignal;
}

export async function openPackagedFlow(metric: PackagedMetric, { motions, size, sourceSize, signal }: FlowSetup): Promise<PackagedFlow> {
  const { manifest, sha256 } = metric;
  const flowSize = flowSizeOf(size);
  const wanted = { type: 'filled', ...flowSize, multipleOf: manifest.size.type === 'native' ? manifest.size.multipleOf : 1 } as const;
  const roles = [...new Set(motions.map((motion) => partsOf(motion).of))];
  const sessions = openMeasuringSessions(signal);
  try {
    const makers = new Map<keyof Pictures, PictureMaker>();
    // One for all clips of a size: it makes one picture after the other.
    const opened = new Map<string, { readonly of: Size; readonly maker: PictureMaker }>();
    for (const role of roles) {
      const of = role === 'source' ? (sourceSize ?? size) : size;
      const { maker } = opened.get(sizeText(of)) ?? { maker: await sessions.pictures(of, wanted) };
      opened.set(sizeText(of), { of, maker });
      makers.set(role, maker);
    }
    const { width = 0, height = 0 } = [...makers.values()][0] ?? {};
    const { fixedBytes, perPixelBytes } = manifest.memory;
    refuseTooLarge(metric, {
      bytes: fixedBytes + perPixelBytes * width * height,
      sizes: [...opened.values()].map(({ of }) => of),
      sessions,
    });
    const session = await sessions.graph(metric, fixedBytes + perPixelBytes * width * height);
    const between = async (before: EdgeTensor, frame: EdgeTensor): Promise<EdgeTensor> => {
      const inputs = Object.fromEntries(manifest.inputs.map(({ sees, tensor }) => [tensor.name, sees === 'before' ? before : frame]));
      const { outputs } = await session.runNamed(inputs, { signal, outputs: [manifest.output.name] });
      const output = outputs[manifest.output.name];
      if (output === undefined) throw new Error(`the output ${manifest.output.name} is missing`);
      return output;
    };
    let last: ReadonlyMap<keyof Pictures, EdgeTensor> = new Map();
    return {
      name: `optical flow of the package ${manifest.id} ${manifest.version} (${manifest.name}, SHA-256 ${sha256.slice(0, 12)}) at ${sizeText(flowSize)}`,
      find: async (frames) => {
        const now = new Map<keyof Pictures, EdgeTensor>();
        for (const [role, { picture }] of makers) {
          const samples = frames[role];
          if (samples !== null) now.set(role, await picture(samples));
        }
        const found = new Map<Motion, Float32Array<ArrayBuffer>>();
        for (const motion of motions) {
          const { of, forward } = partsOf(motion);
          const [before, after] = [last.get(of), now.get(of)];
          if (before === undefined || after === undefined) continue;
          const answer = await (forward ? between(before, after) : between(after, before));
          found.set(motion, perPixel(answer, { metric, filled: { width, height }, size: flowSize }));
        }
        last = now;
        return found;
      },
      close: sessions.close,
    };
  } catch (error) {
    await sessions.close();
    throw error;
  }
}

/** The pictures' sessions are held already: a graph that does not fit beside them would wait for ever. */
function refuseTooLarge(
  { manifest: { id } }: PackagedMetric,
  { bytes, sizes, sessions }: { readonly bytes: number; readonly sizes: readonly Size[]; readonly sessions: MeasuringSessions },
): void {
  const budget = sessions.device.memoryBudgetBytes ?? 0;
  const all = sizes.reduce((sum, { width, height }) => sum + INPUT_BYTES * width * height, bytes);
  if (all <= budget) return;
  const [needed, most] = [all, budget].map((each) => `${(each / 1e9).toFixed(1)} GB`);
  throw new AppError(
    'out-of-memory',
    `The flow of ${id} needs ${needed}, and sessions may take ${most} here. Leave out what looks at motion, or remove the package.`,
  );
}

/** [1,2,h,w] of the filled picture to x, y per pixel of the picture itself. */
function perPixel(
  { data, dims }: EdgeTensor,
  {
    metric: { manifest },
    filled,
    size: { width, height },
  }: { readonly metric: PackagedMetric; readonly filled: Size; readonly size: Size },
): Float32Array<ArrayBuffer> {
  const shape = [1, 2, filled.height, filled.width].join(', ');
  const plane = filled.width * filled.height;
  const flow = new Float32Array(width * height * 2);
  let finite = true;
  if (dims.join(', ') === shape) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const from = y * filled.width + x;
        const [dx, dy] = [Number(data[from]), Number(data[plane + from])];
        finite &&= Number.isFinite(dx) && Number.isFinite(dy);
        flow[2 * (y * width + x)] = dx;
        flow[2 * (y * width + x) + 1] = dy;
      }
    }
    if (finite) return flow;
  }
  const answered = finite ? `a flow of the shape [${dims.join(', ')}] instead of [${shape}]` : 'a flow that is no number in places';
  throw new AppError('model-failed', `${manifest.name} (${manifest.id}) answered ${answered}. Put its package right, or remove it.`);
}
