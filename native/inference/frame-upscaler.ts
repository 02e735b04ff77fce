import { AppError } from '../contract/index.ts';
import type { Device } from '../contract/index.ts';
import { createMosaic, cutTile } from './mosaic.ts';
import type { Samples } from './mosaic.ts';
import type { LoadedPackage } from './model-store.ts';
import type { LentSession, SessionPool } from './session-pool.ts';
import { layoutByMemory, layoutBySize, smallerLayout } from './tiling.ts';
import type { TileLayout } from './tiling.ts';

const CHANNELS = 3;

/** A frame as `media/frame.ts` has it; rooms on the same storey do not import each other. */
export interface UpscalerFrame {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  /** RGB, interleaved, rows without padding. */
  readonly data: Samples;
}

export interface UpscalerOptions {
  readonly pool: SessionPool;
  readonly device: Device;
  /** Of every frame that will come. */
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  /** Side of a tile in source pixels; 0: the largest that fits into the device's memory. */
  readonly tileSize: number;
  /** Told, in a sentence for the user, when memory ran out and tiles become smaller. */
  readonly note: (message: string) => void;
  readonly signal: AbortSignal;
}

/** A single-frame model with a session lent to it. Whoever opens it closes it. */
export interface FrameUpscaler {
  /** Takes the frame over. Rejects at once on abort, between tiles and within one. */
  readonly upscaleFrame: (frame: UpscalerFrame, options: { readonly signal: AbortSignal }) => Promise<UpscalerFrame>;
  /** Version of ONNX Runtime. */
  readonly runtimeVersion: string;
  readonly close: () => Promise<void>;
}

export async function openFrameUpscaler(loaded: LoadedPackage, options: UpscalerOptions): Promise<FrameUpscaler> {
  const { manifest } = loaded;
  const { pool, device, width, height, bitDepth, tileSize, note } = options;
  const { scale } = manifest;
  const tiling = { width, height, haloPx: manifest.haloPx, haloExact: manifest.haloExact };
  const { fixedBytes, perPixelBytes } = manifest.memory;
  const budgetPixels = Math.floor(((device.memoryBudgetBytes ?? 0) - fixedBytes) / Math.max(1, perPixelBytes));
  let layout = tileSize === 0 ? layoutByMemory({ ...tiling, maxReadPixels: budgetPixels }) : layoutBySize({ ...tiling, tileSize });

  const borrow = (signal: AbortSignal): Promise<LentSession> =>
    pool.borrow(
      {
        label: `${manifest.id} on ${device.provider === 'cpu' ? 'the CPU' : device.name}`,
        model: loaded.modelPath,
        modelSha256: loaded.sha256,
        edges: { inputDepth: bitDepth, outputDepth: bitDepth },
        device,
        memoryBytes: Math.round(fixedBytes + perPixelBytes * layout.maxReadPixels),
      },
      { signal },
    );
  let lent: LentSession | null = await borrow(options.signal);
  const { runtimeVersion } = lent.session.facts;

  /** One piece through the session. Takes the data over. */
  const restore = async (
    piece: { readonly width: number; readonly height: number; readonly data: Samples },
    signal: AbortSignal,
  ): Promise<Samples> => {
    lent ??= await borrow(signal);
    const { output } = await lent.session.run(
      { type: bitDepth === 8 ? 'uint8' : 'uint16', dims: [1, piece.height, piece.width, CHANNELS], data: piece.data },
      { signal },
    );
    const wanted = [1, piece.height * scale, piece.width * scale, CHANNELS];
    const samples = output.data instanceof Uint8Array || output.data instanceof Uint16Array ? output.data : null;
    if (samples !== null && wanted.join() === output.dims.join()) return samples;
    throw new AppError(
      'model-contract',
      `The model ${manifest.id} made ${output.type} [${output.dims.join()}] of a frame of ${piece.width}x${piece.height}; its manifest promises [${wanted.join()}].`,
    );
  };

  const upscale = async (frame: UpscalerFrame, tiles: TileLayout, signal: AbortSignal): Promise<Samples> => {
    const { columns, rows } = tiles;
    const mosaic = createMosaic(tiles, { width, height, scale, like: frame.data });
    for (let row = 0; row < rows.length; row += 1) {
      for (let column = 0; column < columns.length; column += 1) {
        signal.throwIfAborted();
        mosaic.place({ column, row }, await restore(cutTile(frame, tiles, { column, row }), signal));
      }
    }
    return mosaic.data;
  };

  /** Smaller tiles and a fresh session: the arena of the old one is as large as it got. */
  const shrink = (cause: AppError): TileLayout => {
    lent?.giveBack({ discard: true });
    lent = null;
    const smaller = smallerLayout(tiling, layout);
    if (smaller === null) throw cause;
    note(
      `Memory ran out on ${device.name} with ${describe(layout)}; going on with ${describe(smaller)}. The result is ${manifest.haloExact ? 'the same' : 'nearly the same'}, it takes longer.`,
    );
    return smaller;
  };

  return {
    runtimeVersion,
    upscaleFrame: async (frame, { signal }) => {
      for (;;) {
        try {
          const whole = layout.columns.length * layout.rows.length === 1;
          // A copy, because the frame is needed again when memory runs out: its buffer goes to the session.
          const data = whole ? await restore({ width, height, data: frame.data.slice() }, signal) : await upscale(frame, layout, signal);
          return { index: frame.index, width: width * scale, height: height * scale, bitDepth, data };
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'out-of-memory') throw error;
          layout = shrink(error);
        }
      }
    },
    close: () => {
      lent?.giveBack();
      lent = null;
      return Promise.resolve();
    },
  };
}

function describe({ columns, rows, maxReadPixels }: TileLayout): string {
  const count = columns.length * rows.length;
  if (count === 1) return 'whole frames';
  const sideOf = (cuts: TileLayout['columns']): number => Math.max(...cuts.map(({ core }) => core.end - core.start));
  return `${count} tiles of ${sideOf(columns)}x${sideOf(rows)} pixels (${(maxReadPixels / 1e6).toFixed(2)} megapixels with their halo)`;
}
