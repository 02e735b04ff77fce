import { AppError } from '../../contract/index.ts';
import type { Device } from '../../contract/index.ts';
import type { LoadedDiffusionPackage } from '../../inference/diffusion-package.ts';
import type { Frame } from '../../media/frame.ts';
import type { Scheduler } from '../../schedulers/scheduler.ts';
import type { PipelineContext, PipelineSource } from '../pipeline.ts';
import { createBlendedLatents } from './blended-latents.ts';
import type { BlendedLatents } from './blended-latents.ts';
import { decodeGroup } from './decode-group.ts';
import { refuseBrokenPicture } from './decoded-check.ts';
import type { GraphRunner, RunnableGraph } from './graph-runner.ts';
import { openLatentStore } from './latent-store.ts';
import type { LatentStore, WindowLatents } from './latent-store.ts';
import { decodeWithLess, fitWithLess } from './memory-fit.ts';
import type { MemoryFit } from './memory-fit.ts';
import { finishFrame } from './pixel-stages.ts';
import type { ResolvedRecipe } from './resolve-recipe.ts';
import type { ShotWork, WindowShape } from './shot-work.ts';
import { readSourceFrames } from './source-frames.ts';
import type { SourceFrames } from './source-frames.ts';
import { sourceFrame } from './temporal-windows.ts';
import { embedPrompts } from './text-embeddings.ts';
import type { TextEmbeddings } from './text-embeddings.ts';
import { denoiseWindow } from './window-latents.ts';
import type { WorkMeter } from './work-meter.ts';

/** Everything that restoring a range takes, decided before its first frame. */
export interface Restoration {
  readonly work: readonly ShotWork[];
  readonly shape: WindowShape;
  readonly loaded: LoadedDiffusionPackage;
  readonly runner: GraphRunner;
  readonly device: Device;
  readonly scheduler: Scheduler;
  readonly recipe: ResolvedRecipe;
  readonly source: PipelineSource;
  readonly context: PipelineContext;
  readonly meter: WorkMeter;
  /** Changes when memory runs out. */
  readonly state: { fit: MemoryFit };
  /** Where the latents that the present fit makes are kept. */
  readonly latentsPlace: () => string;
  readonly condition: RunnableGraph;
  readonly finish: RunnableGraph & { readonly needsSource: boolean };
}

/** Restores shot by shot, window by window. Holds the frames and latents of two windows. */
export async function* restoreShots(frames: AsyncIterable<Frame>, restoration: Restoration): AsyncGenerator<Frame> {
  const sources = readSourceFrames(frames);
  let text: TextEmbeddings | null = null;
  let store: { readonly directory: string; readonly open: LatentStore } | null = null;
  const storeNow = (): LatentStore => {
    const directory = restoration.latentsPlace();
    // Opened anew only where memory made it another place: it remembers that the disk is full.
    if (store?.directory !== directory) store = { directory, open: storeAt(directory, restoration) };
    return store.open;
  };
  const embeddings = async (): Promise<TextEmbeddings> =>
    (text ??= await embedPrompts(restoration.runner, restoration.loaded, promptsOf(restoration)));
  try {
    for (const work of restoration.work) yield* restoreShot(work, { ...restoration, sources, embeddings, storeNow });
  } finally {
    await sources.close();
  }
}

interface ShotPlace extends Restoration {
  readonly sources: SourceFrames;
  readonly embeddings: () => Promise<TextEmbeddings>;
  readonly storeNow: () => LatentStore;
}

async function* restoreShot(work: ShotWork, place: ShotPlace): AsyncGenerator<Frame> {
  const { shape, recipe, sources } = place;
  const { windows, groups, shot } = work;
  const latents = createBlendedLatents({ overlap: shape.overlap, transition: recipe.latentTransition });
  let group = 0;
  for (const [number, start] of windows.entries()) {
    const next = windows[number + 1];
    sources.dropBefore(Math.min(start - shape.length, groups[group] ?? start));
    latents.add(start, await latentsOf(start, shot, place));
    // What the next window blends into is not final yet.
    const finalUpTo = next ?? Number.POSITIVE_INFINITY;
    for (let first = groups[group]; first !== undefined && first + shape.decodeFrames <= finalUpTo; first = groups[group]) {
      yield* decoded(first, latents, { work, place });
      group += 1;
      latents.dropBefore(groups[group] ?? first);
    }
  }
}

/** Kept ones, or the window is denoised. */
async function latentsOf(start: number, shot: ShotWork['shot'], place: ShotPlace): Promise<WindowLatents> {
  const { context, recipe, state, sources, shape, meter, device } = place;
  for (;;) {
    const store = place.storeNow();
    const where = { start, shotStart: shot.startFrame, shotEnd: shot.endFrame };
    const kept = await store.read(where);
    if (kept !== null) {
      meter.windowRead();
      return kept;
    }
    const frames: Frame[] = [];
    for (let frame = start; frame < start + shape.length; frame += 1) frames.push(await sources.get(sourceFrame(shot, frame)));
    try {
      const { tileSide, together } = state.fit;
      const denoiser = { ...place, text: await place.embeddings(), together, signal: context.signal };
      const latents = await denoiseWindow(denoiser, { shot, start, frames }, { tileSide, onStep: meter.beforeStep });
      meter.windowDone();
      await store.write(where, latents);
      return latents;
    } catch (error) {
      const less = isOutOfMemory(error) ? fitWithLess(state.fit, recipe) : null;
      if (less === null) throw error;
      context.note(
        `Memory ran out on ${device.name} while denoising; going on ${less.together === state.fit.together ? `with tiles of ${less.tileSide} pixels` : 'with one prompt at a time'}. It takes longer, and the result is nearly the same.`,
      );
      state.fit = less;
    }
  }
}

async function* decoded(
  first: number,
  latents: BlendedLatents,
  { work: { wanted }, place }: { readonly work: ShotWork; readonly place: ShotPlace },
): AsyncGenerator<Frame> {
  const { loaded, context, sources, meter, shape } = place;
  await context.pausePoint();
  const group = Array.from({ length: shape.decodeFrames }, (_, i) => latents.of(first + i));
  const pictures = await decodeWithin(group, place);
  meter.groupDone();
  for (const [i, picture] of pictures.entries()) {
    const index = first + i;
    if (index < wanted.startFrame || index >= wanted.endFrame) continue;
    context.signal.throwIfAborted();
    refuseBrokenPicture(picture, { modelId: loaded.manifest.id, frame: index });
    yield await finishFrame(
      { ...place, signal: context.signal },
      { decoded: picture, source: await sources.get(index), scale: loaded.manifest.scale },
    );
  }
}

async function decodeWithin(group: WindowLatents, place: ShotPlace): Promise<Float32Array<ArrayBuffer>[]> {
  const { source, context, recipe, state, device } = place;
  for (;;) {
    try {
      const size = { width: source.width, height: source.height, tileSide: state.fit.decodeSide, overlap: recipe.tileOverlap };
      return await decodeGroup({ ...place, signal: context.signal }, group, size);
    } catch (error) {
      const less = isOutOfMemory(error) ? decodeWithLess(state.fit, recipe) : null;
      if (less === null) throw error;
      context.note(`Memory ran out on ${device.name} while decoding; going on with tiles of ${less.decodeSide} pixels. It takes longer.`);
      state.fit = less;
    }
  }
}

function storeAt(directory: string, { shape, loaded, source, context }: Restoration): LatentStore {
  return openLatentStore({
    directory,
    frames: shape.length,
    frameLength: loaded.manifest.latents.channels * source.width * source.height,
    note: context.note,
  });
}

function promptsOf({ recipe, context }: Restoration): Parameters<typeof embedPrompts>[2] {
  return { prompt: recipe.prompt, negativePrompt: recipe.negativePrompt, note: context.note, signal: context.signal };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof AppError && error.code === 'out-of-memory';
}
