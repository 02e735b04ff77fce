import { skipToken, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type {
  AppError,
  AssetId,
  Filmstrip,
  FrameRange,
  MediaRef,
  MethodOutput,
  PictureSource,
  Proxy,
} from '../../native/contract/index.ts';
import { useEngineQuery } from './engine-client.ts';
import { useMediaUrl, useProject } from './project-data.ts';
import { t } from '../i18n/words.ts';

/** Pictures are files in the engine's cache under names that hold what is in them, so an answer never goes stale. */
const forever = { staleMs: Infinity };

/**
 * One decoded frame: absolute frame of an asset, index within a run's range for a run. Null source: nothing to show.
 * `keepPrevious` shows the last frame until the new one is there (stepping without flashes).
 */
export function useStill(
  of: PictureSource | null,
  frame: number,
  maxWidth: number | null,
  options: { readonly keepPrevious?: boolean } = {},
): UseQueryResult<MediaRef, AppError> {
  const project = useProject();
  return useEngineQuery('picture.still', of === null || project === null ? null : { projectId: project.head.id, of, frame, maxWidth }, {
    ...forever,
    ...options,
  });
}

/** Whether that frame was decoded before, so that asking for it makes no work. */
export function useKnownStill(of: PictureSource | null, frame: number, maxWidth: number | null): boolean {
  const project = useProject();
  const queries = useQueryClient();
  if (of === null || project === null) return false;
  return queries.getQueryData(['picture.still', { projectId: project.head.id, of, frame, maxWidth }]) !== undefined;
}

/** A small all-intra copy for playing; the first call makes it and may take a while. */
export function useProxy(of: PictureSource | null, maxHeight: number): UseQueryResult<Proxy, AppError> {
  const project = useProject();
  return useEngineQuery('picture.proxy', of === null || project === null ? null : { projectId: project.head.id, of, maxHeight }, forever);
}

/** A row of small frames over a range of an asset. */
export function useFilmstrip(
  assetId: AssetId | null,
  range: FrameRange,
  tiles: number,
  tileHeight: number,
): UseQueryResult<Filmstrip, AppError> {
  const project = useProject();
  return useEngineQuery(
    'picture.filmstrip',
    assetId === null || project === null ? null : { projectId: project.head.id, assetId, range, tiles, tileHeight },
    { ...forever, keepPrevious: true },
  );
}

export interface LoadedWave {
  /** One byte for each `peaksPerSec`-th of a second, 255 for full scale. */
  readonly peaks: Uint8Array;
  readonly peaksPerSec: number;
}

/** How loud an asset's first sound is. Null asset: it has none. */
export function useWaveform(assetId: AssetId | null): { readonly wave: LoadedWave | undefined; readonly error: Error | null } {
  const project = useProject();
  const mediaUrl = useMediaUrl();
  const input = assetId === null || project === null ? null : { projectId: project.head.id, assetId };
  const { data: made, error } = useEngineQuery('picture.waveform', input, forever);
  const read = useQuery({
    queryKey: ['waveformBytes', made?.ref.key],
    queryFn: made === undefined || mediaUrl === null ? skipToken : ({ signal }) => readWave(mediaUrl(made.ref), made.peaksPerSec, signal),
    staleTime: Infinity,
  });
  return { wave: read.data, error: error ?? read.error };
}

async function readWave(url: string, peaksPerSec: number, signal: AbortSignal): Promise<LoadedWave> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(t('engine.waveformUnreadable', { status: response.status }));
  return { peaks: new Uint8Array(await response.arrayBuffer()), peaksPerSec };
}

/** The first frames of the shots that the picture shows. The first call looks through the whole clip. */
export function useFoundShots(assetId: AssetId | null): UseQueryResult<MethodOutput<'shots.find'>, AppError> {
  const project = useProject();
  return useEngineQuery('shots.find', assetId === null || project === null ? null : { projectId: project.head.id, assetId }, forever);
}

/** The address of a picture once it is there. */
export function usePictureUrl(ref: MediaRef | undefined): string | null {
  const mediaUrl = useMediaUrl();
  return ref === undefined || mediaUrl === null ? null : mediaUrl(ref);
}
