import type { LatentTransition } from '../../contract/index.ts';
import { blendOverlap } from './latent-transition.ts';
import type { WindowLatents } from './latent-store.ts';

/**
 * The latents of a shot after the interweaved latent transition, as its windows come one after the other: a window needs
 * only the one before it.
 */
export interface BlendedLatents {
  readonly add: (start: number, window: WindowLatents) => void;
  /** Of a frame whose windows have all been added; those behind the last window's end are that end's. */
  readonly of: (frame: number) => Float32Array<ArrayBuffer>;
  readonly dropBefore: (frame: number) => void;
}

export function createBlendedLatents({
  overlap,
  transition,
}: {
  readonly overlap: number;
  readonly transition: LatentTransition;
}): BlendedLatents {
  const byFrame = new Map<number, Float32Array<ArrayBuffer>>();
  let lastFrame = 0;
  let before: { readonly start: number; readonly window: WindowLatents } | null = null;

  return {
    add: (start, window) => {
      const shared = before === null ? 0 : Math.min(overlap, Math.max(0, before.start + before.window.length - start));
      const blended =
        before === null || shared === 0 || transition === 'none'
          ? []
          : blendOverlap(before.window.slice(before.window.length - shared), window.slice(0, shared), transition);
      for (const [i, latents] of window.entries()) byFrame.set(start + i, blended[i] ?? latents);
      lastFrame = start + window.length - 1;
      before = { start, window };
    },
    of: (frame) => {
      const latents = byFrame.get(Math.min(frame, lastFrame));
      if (latents === undefined) throw new Error(`the latents of frame ${frame} are not there`);
      return latents;
    },
    dropBefore: (frame) => {
      for (const known of byFrame.keys()) if (known < frame && known < lastFrame) byFrame.delete(known);
    },
  };
}
