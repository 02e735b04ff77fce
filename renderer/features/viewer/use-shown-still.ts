import { useEffect, useState } from 'react';
import type { AppError, PictureSource } from '../../../native/contract/index.ts';
import { useKnownStill, usePictureUrl, useStill } from '../../engine/pictures.ts';

interface ShownStill {
  readonly url: string;
  readonly frame: number;
  readonly of: string;
}

export interface StillState {
  /** The newest picture that is decoded and ready to paint; null before the first. */
  readonly shown: { readonly url: string; readonly frame: number } | null;
  readonly loading: boolean;
  readonly error: AppError | null;
}

export interface StillRequest {
  readonly of: PictureSource | null;
  /** Absolute frame of an asset, index of a run. */
  readonly frame: number;
  readonly frameCount: number;
  readonly maxWidth: number | null;
  /** `known`: only what is made already, for a hand that steps; `none`: nothing new, because it moves. */
  readonly wants: 'any' | 'known' | 'none';
}

/**
 * The decoded still of a frame, without flashes: the last picture stays until the new one can be painted. While one is on its
 * way the next is not asked for, so that a held arrow key shows every frame the engine can make instead of cancelling them all.
 */
export function useShownStill({ of, frame, frameCount, maxWidth, wants }: StillRequest): StillState {
  const key = of === null ? '' : `${of.type} ${of.id}`;
  const [asked, setAsked] = useState(frame);
  const still = useStill(of, Math.min(asked, frameCount - 1), maxWidth);
  const url = usePictureUrl(still.data);
  const [shown, setShown] = useState<ShownStill | null>(null);
  useEffect(() => {
    if (url === null) return;
    let replaced = false;
    void decoded(url).then(() => {
      if (!replaced) setShown({ url, frame: asked, of: key });
    });
    return () => {
      replaced = true;
    };
  }, [url, asked, key]);

  // The neighbours are fetched once the picture itself is there, so that a step finds its frame made.
  const neighbours = still.data === undefined ? null : of;
  usePrefetched(asked + 1 < frameCount ? neighbours : null, asked + 1, maxWidth);
  usePrefetched(asked > 0 ? neighbours : null, asked - 1, maxWidth);

  const own = shown?.of === key ? shown : null;
  const settled = of === null || still.isError || own?.frame === asked;
  const known = useKnownStill(of, Math.min(frame, frameCount - 1), maxWidth);
  const allowed = wants === 'any' || (wants === 'known' && known);
  if (settled && allowed && asked !== frame) setAsked(frame);
  return { shown: own, loading: own?.frame !== frame, error: asked === frame ? still.error : null };
}

function usePrefetched(of: PictureSource | null, frame: number, maxWidth: number | null): void {
  const url = usePictureUrl(useStill(of, Math.max(0, frame), maxWidth).data);
  useEffect(() => {
    if (url !== null) void decoded(url);
  }, [url]);
}

/** Resolves when the picture can be painted at once; a broken one resolves too, and is then seen to be missing. */
async function decoded(url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => undefined);
}
