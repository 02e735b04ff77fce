import { AppError } from '../contract/index.ts';
import type { Device, MetricSize } from '../contract/index.ts';
import { cpuDevice } from '../inference/device-facts.ts';
import { metricInput } from '../inference/pixel-graphs/metric-input.ts';
import { createSessionPool } from '../inference/session-pool.ts';
import type { LentSession, SessionRequest } from '../inference/session-pool.ts';
import type { EdgeTensor } from '../inference/tensor.ts';
import type { Summary } from './metric.ts';
import type { PackagedMetric } from './metric-packages.ts';
import { openPackagedMeter } from './packaged-meter.ts';
import type { MeasuredSpan, PackagedMeter, SeenPictures } from './packaged-meter.ts';
import { sizeText } from './picture.ts';
import type { Size } from './picture.ts';

/** Several packages at work on the same frames. Whoever opens them closes them. */
export interface PackagedMeters {
  /** How each measures this time, in the order in which they were asked for. */
  readonly details: readonly string[];
  /** Takes the next moment: RGB, 8 bit, interleaved, whose buffers stay the caller's. One answer for each package. */
  readonly measure: (frames: {
    readonly restored: Uint8Array;
    readonly reference: Uint8Array | null;
  }) => Promise<readonly (MeasuredSpan | null)[]>;
  readonly summaries: () => readonly Summary[];
  readonly close: () => Promise<void>;
}

/** Bytes per pixel that a picture takes while it is made for the graphs. */
const INPUT_BYTES = 40;

/** On the CPU, whatever else there is: a measurement must not depend on the machine. */
export async function openPackagedMeters(
  metrics: readonly PackagedMetric[],
  { size, signal }: { readonly size: Size; readonly signal: AbortSignal },
): Promise<PackagedMeters> {
  const device = cpuDevice();
  const pool = createSessionPool({});
  const lent: LentSession[] = [];
  const close = async (): Promise<void> => {
    for (const { giveBack } of lent) giveBack();
    await pool.close();
  };
  const borrow = async (request: Omit<SessionRequest, 'device' | 'edges'>): Promise<LentSession['session']> => {
    const own = await pool.borrow({ ...request, edges: null, device }, { signal });
    lent.push(own);
    return own.session;
  };
  try {
    // All of them are held until the end, so all must fit: one that waited for another would wait for ever.
    refuseTooMany(metrics, { size, device });
    const views = new Map<string, PictureView>();
    const working: { readonly meter: PackagedMeter; readonly view: PictureView; readonly detail: string }[] = [];
    for (const metric of metrics) {
      const { manifest, graph } = metric;
      const key = JSON.stringify(manifest.size);
      const view = views.get(key) ?? (await openView(borrow, { size, policy: manifest.size, signal }));
      views.set(key, view);
      const session = await borrow({
        ...{ label: `${manifest.name} on the ${device.name}`, model: graph.modelPath, modelSha256: graph.sha256 },
        memoryBytes: memoryOf(metric, size),
      });
      const meter = openPackagedMeter(metric, async (inputs, options) => {
        const { outputs } = await session.runNamed(inputs, { ...options, outputs: [manifest.output.name] });
        const output = outputs[manifest.output.name];
        if (output === undefined) throw new Error(`the output ${manifest.output.name} is missing`);
        return output;
      });
      working.push({ meter, view, detail: `package ${manifest.version} (SHA-256 ${metric.sha256.slice(0, 12)}) at ${sizeText(view)}` });
    }
    return {
      details: working.map(({ detail }) => detail),
      measure: async (frames) => {
        const seen = new Map<PictureView, SeenPictures>();
        for (const view of views.values()) seen.set(view, await view.next(frames));
        const spans: (MeasuredSpan | null)[] = [];
        for (const { meter, view } of working) {
          const pictures = seen.get(view);
          spans.push(pictures === undefined ? null : await meter.measure(pictures, { signal }));
        }
        return spans;
      },
      summaries: () => working.map(({ meter }) => meter.summary()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Pictures of one size, for all the graphs that see that size. */
interface PictureView extends Size {
  readonly next: (frames: { readonly restored: Uint8Array; readonly reference: Uint8Array | null }) => Promise<SeenPictures>;
}

async function openView(
  borrow: (request: Omit<SessionRequest, 'device' | 'edges'>) => Promise<LentSession['session']>,
  { size, policy, signal }: { readonly size: Size; readonly policy: MetricSize; readonly signal: AbortSignal },
): Promise<PictureView> {
  const { graph, width, height } = metricInput(size, policy);
  const session = await borrow({
    ...{ label: 'pictures for measuring on the CPU', model: graph.model, modelSha256: graph.key },
    memoryBytes: INPUT_BYTES * size.width * size.height,
  });
  const picture = async (samples: Uint8Array): Promise<EdgeTensor> => {
    const frame = { type: 'uint8', dims: [1, size.height, size.width, 3], data: samples.slice() } as const;
    const { outputs } = await session.runNamed({ frame }, { signal, handOver: true });
    if (outputs['picture'] === undefined) throw new Error('the output picture is missing');
    return outputs['picture'];
  };
  let [before, first]: [EdgeTensor | null, EdgeTensor | null] = [null, null];
  return {
    width,
    height,
    next: async ({ restored, reference }) => {
      const frame = await picture(restored);
      first ??= frame;
      const seen = { frame, before, first, reference: reference === null ? null : await picture(reference) };
      before = frame;
      return seen;
    },
  };
}

function refuseTooMany(metrics: readonly PackagedMetric[], { size, device }: { readonly size: Size; readonly device: Device }): void {
  const needed = metrics.reduce((sum, metric) => sum + memoryOf(metric, size) + INPUT_BYTES * size.width * size.height, 0);
  const budget = device.memoryBudgetBytes ?? 0;
  if (metrics.length < 2 || needed <= budget) return;
  const [all, most] = [needed, budget].map((bytes) => `${(bytes / 1e9).toFixed(1)} GB`);
  throw new AppError(
    'out-of-memory',
    `${metrics.map(({ manifest }) => manifest.id).join(', ')} need ${all} together, and sessions may take ${most} here. Measure them one at a time.`,
  );
}

function memoryOf({ manifest: { memory, size: policy, clip } }: PackagedMetric, size: Size): number {
  const { width, height } = metricInput(size, policy);
  return memory.fixedBytes + memory.perPixelBytes * width * height * (clip?.frames ?? 1);
}
