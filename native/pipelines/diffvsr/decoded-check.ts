import { AppError } from '../../contract/index.ts';

/** One number in so many is looked at: what overflows in a decoder spreads over the picture through its norms and its attention. */
const STRIDE = 61;

/** Without this a decoder that overflows would give black pictures and no error. `picture` is [3,H,W] float32 as it was decoded. */
export function refuseBrokenPicture(picture: Float32Array, { modelId, frame }: { readonly modelId: string; readonly frame: number }): void {
  let sum = 0;
  for (let i = 0; i < picture.length; i += STRIDE) sum += picture[i]! - picture[i]!;
  if (sum === 0) return;
  throw new AppError(
    'model-failed',
    `The decoder of ${modelId} gave numbers that are none (NaN or infinite) at frame ${frame}. Try another device; if it happens again, the package is damaged or too coarse: check it with "interweave models verify".`,
  );
}
