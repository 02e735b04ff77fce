import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { AssetId, MethodOutput } from '../../../native/contract/index.ts';
import { useFoundShots } from '../../engine/pictures.ts';
import { clipNow, type Clip } from './current-clip.ts';
import { shotsOf, type Shots } from './shot-cuts.ts';

interface FoundNow {
  readonly assetId: AssetId | null;
  readonly found: MethodOutput<'shots.find'> | undefined;
  readonly error: Error | null;
}

/** What the timeline was told last: commands edit what is on screen. */
const useFoundNow = create<FoundNow>()(() => ({ assetId: null, found: undefined, error: null }));

export function useShots({ asset }: Clip): Shots {
  const made = asset.shots;
  const wanted = made === undefined || (!made.off && made.cuts === null);
  const { data: found, error } = useFoundShots(wanted ? asset.id : null);
  useEffect(() => useFoundNow.setState({ assetId: asset.id, found, error }), [asset.id, found, error]);
  return useMemo(() => shotsOf({ made, found, error }), [made, found, error]);
}

/** Outside of components; null without a clip. */
export function shotsNow(): Shots | null {
  const clip = clipNow();
  if (clip === null) return null;
  const { assetId, found, error } = useFoundNow.getState();
  const known = assetId === clip.asset.id ? { found, error } : { found: undefined, error: null };
  return shotsOf({ made: clip.asset.shots, ...known });
}
