import { MAX_MARKER_NAME, MAX_MARKERS } from '../contract/index.ts';
import type { Asset, AssetId, InterchangeRemark, Marker } from '../contract/index.ts';
import type { ResolvedCut } from '../interchange/resolve-cuts.ts';
import { shortened } from '../util/shortened.ts';

/** All markers of each clip that gets new ones. A frame that is marked already keeps its marker. */
export function withImportedMarkers(
  cuts: readonly ResolvedCut[],
  { assets, remarks }: { readonly assets: readonly Asset[]; readonly remarks: InterchangeRemark[] },
): Map<AssetId, Marker[]> {
  const all = new Map<AssetId, Marker[]>();
  for (const asset of assets) {
    const own = asset.markers ?? [];
    const marked = new Set(own.map(({ frame }) => frame));
    const fresh = cuts
      .flatMap(({ mediaId, markers }) => (mediaId === asset.id ? markers : []))
      .filter(({ frame }) => {
        const isNew = !marked.has(frame);
        marked.add(frame);
        return isNew;
      });
    const taken = fresh.slice(0, Math.max(0, MAX_MARKERS - own.length));
    const left = fresh.length - taken.length;
    if (left > 0) remarks.push({ where: asset.name, message: `A clip holds ${MAX_MARKERS} markers at most: ${left} more were not added.` });
    if (taken.length > 0) all.set(asset.id, [...own, ...taken.map(({ frame, name }) => ({ frame, name: markerName(name) }))]);
  }
  return all;
}

function markerName(name: string): string {
  return shortened(name.trim(), MAX_MARKER_NAME).trim();
}
