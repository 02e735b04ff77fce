import { useMemo } from 'react';
import type { Asset } from '../../../native/contract/index.ts';
import { projectNow, useAsset } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { clockOf, type Clock } from './timecode.ts';

/** The selected asset with what time on it means. */
export interface Clip {
  readonly asset: Asset;
  readonly clock: Clock;
  readonly frameCount: number;
}

export function useClip(): Clip | null {
  const asset = useAsset(useView((view) => view.selectedAssetId));
  return useMemo(() => (asset === null ? null : clipOf(asset)), [asset]);
}

/** Outside of components. */
export function clipNow(): Clip | null {
  const { selectedAssetId } = useView.getState();
  const asset = projectNow()?.assets.find(({ id }) => id === selectedAssetId);
  return asset === undefined ? null : clipOf(asset);
}

export const noClip = () => (clipNow() === null ? t('timeline.importClipSelectFirst') : null);

/** Moves the playhead, kept inside of the clip. */
export function seekTo(frame: number): void {
  const clip = clipNow();
  if (clip !== null) useView.getState().seek(Math.min(clip.frameCount - 1, Math.max(0, frame)));
}

function clipOf(asset: Asset): Clip {
  return { asset, clock: clockOf(asset.media), frameCount: asset.media.video.frameCount };
}
