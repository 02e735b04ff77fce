import type { Filmstrip } from '../../../native/contract/index.ts';
import { useDecodedImage } from '../../components/use-decoded-image.ts';
import { useFilmstrip, usePictureUrl } from '../../engine/pictures.ts';
import type { Clip } from './current-clip.ts';
import type { FilmPage } from './film-pages.ts';

/** A filmstrip whose picture can be painted at once. */
export interface LoadedStrip {
  readonly strip: Filmstrip;
  readonly url: string;
}

/** Tiles are made a little higher than the lane may get, for dense screens. */
const tileHeight = 96;

/** The strip of a page once its picture can be painted; null until then. */
export function useFilmStrip({ page, clip }: { readonly page: FilmPage; readonly clip: Clip }): LoadedStrip | null {
  const { data: strip } = useFilmstrip(clip.asset.id, page.range, page.tiles, tileHeight);
  const url = usePictureUrl(strip?.ref);
  // A strip that cannot be read leaves the coarse one standing; the media bin tells what is wrong with the file.
  const ready = useDecodedImage(url)?.url;
  return strip !== undefined && url !== null && ready === url ? { strip, url } : null;
}
