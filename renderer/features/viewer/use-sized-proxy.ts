import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { AppError, PictureSource, Proxy } from '../../../native/contract/index.ts';
import { useProxy } from '../../engine/pictures.ts';

/** Sizes that copies are made in, so that resizing the window makes few of them. */
const proxyHeights = [360, 540, 720, 1080] as const;

/** Lines of a copy that is shown this high, in CSS pixels. */
export function proxyHeight(stageHeight: number, pixelRatio: number): number {
  const wanted = stageHeight * pixelRatio;
  return proxyHeights.find((height) => height >= wanted) ?? proxyHeights.at(-1)!;
}

/** The playable copy of a size; while a larger one is made, the one there is. A smaller window keeps the larger copy. */
export function useSizedProxy(of: PictureSource | null, height: number): UseQueryResult<Proxy, AppError> {
  const [inUse, setInUse] = useState(height);
  const present = useProxy(of, inUse);
  const larger = useProxy(of !== null && height > inUse ? of : null, Math.max(height, inUse));
  if (height > inUse && (larger.data !== undefined || present.data === undefined)) setInUse(height);
  return present;
}
