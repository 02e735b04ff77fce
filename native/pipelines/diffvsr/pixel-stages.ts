import type { Frame } from '../../media/frame.ts';
import type { NamedTensors } from '../../inference/tensor.ts';
import type { Denoiser } from './denoise-tile.ts';
import type { NoiseArea } from './frame-noise.ts';
import type { GraphRunner, RunnableGraph } from './graph-runner.ts';

/** Mixes noise into source frames; made by `inference/pixel-graphs`. */
export type ConditionGraph = RunnableGraph;

/** What one run of a pixel graph takes per float32 number that goes through it, roughly: it, a copy, and the session itself. */
const BYTES_PER_NUMBER = 16;
const FIXED_BYTES = 20e6;

/** The low-resolution condition of the denoiser, [1,3,F,h,w] float32 of an area of the frames (specification 1.2, steps 2 and 6). */
export async function conditionFrames(
  { runner, signal, condition }: Pick<Denoiser, 'runner' | 'signal'> & { readonly condition: ConditionGraph },
  {
    frames,
    area,
    noise,
    signalScale,
    sigma,
  }: {
    readonly frames: readonly Frame[];
    readonly area: NoiseArea;
    readonly noise: Float32Array<ArrayBuffer>;
    readonly signalScale: number;
    readonly sigma: number;
  },
): Promise<Float32Array<ArrayBuffer>> {
  const { low_res: lowRes } = await runner.run(condition, {
    inputs: {
      frames: pictures(frames, area),
      noise: { type: 'float32', dims: [1, 3, frames.length, area.height, area.width], data: noise },
      signal: { type: 'float32', dims: [1], data: Float32Array.of(signalScale) },
      sigma: { type: 'float32', dims: [1], data: Float32Array.of(sigma) },
    },
    memoryBytes: FIXED_BYTES + noise.length * BYTES_PER_NUMBER,
    signal,
  });
  return lowRes?.data as Float32Array<ArrayBuffer>;
}

/** A decoded picture, [3,H,W] float32 of -1 to 1, as the frame it is: rounded, in the depth and, if wanted, the colors of its source. */
export async function finishFrame(
  {
    runner,
    signal,
    finish,
  }: { readonly runner: GraphRunner; readonly signal: AbortSignal; readonly finish: RunnableGraph & { readonly needsSource: boolean } },
  { decoded, source, scale }: { readonly decoded: Float32Array<ArrayBuffer>; readonly source: Frame; readonly scale: number },
): Promise<Frame> {
  const [width, height] = [source.width * scale, source.height * scale];
  const inputs: NamedTensors = {
    decoded: { type: 'float32', dims: [1, 3, height, width], data: decoded },
    ...(finish.needsSource ? { frames: pictures([source], { x: 0, y: 0, width: source.width, height: source.height }) } : {}),
  };
  const outputs = await runner.run(finish, { inputs, memoryBytes: FIXED_BYTES + 4 * decoded.length * BYTES_PER_NUMBER, signal });
  const data = outputs[finish.outputs[0]!]?.data as Frame['data'];
  return { index: source.index, width, height, bitDepth: source.bitDepth, data };
}

/** [F,h,w,3] of an area. */
function pictures(frames: readonly Frame[], { x, y, width, height }: NoiseArea): NamedTensors[string] {
  const [first] = frames;
  const bitDepth = first?.bitDepth ?? 8;
  const data = bitDepth === 8 ? new Uint8Array(frames.length * height * width * 3) : new Uint16Array(frames.length * height * width * 3);
  let at = 0;
  for (const frame of frames) {
    for (let row = y; row < y + height; row += 1) {
      const from = (row * frame.width + x) * 3;
      data.set(frame.data.subarray(from, from + width * 3), at);
      at += width * 3;
    }
  }
  return { type: bitDepth === 8 ? 'uint8' : 'uint16', dims: [frames.length, height, width, 3], data };
}
