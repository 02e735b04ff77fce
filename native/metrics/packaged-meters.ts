import { AppError } from '../contract/index.ts';
import type { Device } from '../contract/index.ts';
import type { ModelSession } from '../inference/model-session.ts';
import { metricInput } from '../inference/pixel-graphs/metric-input.ts';
import type { EdgeTensor } from '../inference/tensor.ts';
import { INPUT_BYTES, openMeasuringSessions } from './measuring-sessions.ts';
import type { PictureMaker } from './measuring-sessions.ts';
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

export async function openPackagedMeters(
  metrics: readonly PackagedMetric[],
  { size, signal }: { readonly size: Size; readonly signal: AbortSignal },
): Promise<PackagedMeters> {
  const opened = openMeasuringSessions(signal);
  const { device, close } = opened;
  try {
    // All of them are held until the end, so all must fit: one that waited for another would wait for ever.
    const graphs = [...new Map(metrics.map((metric) => [metric.sha256, metric])).values()];
    refuseTooMany(graphs, { size, device });
    const sessions = new Map<string, ModelSession>();
    const views = new Map<string, PictureView>();
    const working: { readonly meter: PackagedMeter; readonly view: PictureView; readonly detail: string }[] = [];
    for (const metric of metrics) {
      const { manifest } = metric;
      const key = JSON.stringify(manifest.size);
      const view = views.get(key) ?? viewOf(await opened.pictures(size, manifest.size));
      views.set(key, view);
      // One for all that is asked of a package: it answers one after the other.
      const session = sessions.get(metric.sha256) ?? (await opened.graph(metric, memoryOf(metric, size)));
      sessions.set(metric.sha256, session);
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

function viewOf({ width, height, picture }: PictureMaker): PictureView {
  let [before, referenceBefore, first]: [EdgeTensor | null, EdgeTensor | null, EdgeTensor | null] = [null, null, null];
  return {
    width,
    height,
    next: async ({ restored, reference }) => {
      const frame = await picture(restored);
      first ??= frame;
      const seen = { frame, before, first, referenceBefore, reference: reference === null ? null : await picture(reference) };
      [before, referenceBefore] = [frame, seen.reference];
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
