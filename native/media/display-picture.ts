import type { MediaInfo, VideoStream } from '../contract/index.ts';

/** Filters for the quarter turns that a player makes; empty for none. */
export function turnFilters(rotationDeg: VideoStream['rotationDeg']): readonly string[] {
  switch (rotationDeg) {
    case 0:
      return [];
    case 90:
      return ['transpose=clock'];
    case 180:
      return ['hflip', 'vflip'];
    case 270:
      return ['transpose=cclock'];
  }
}

/** Filters from stored frames to upright ones of this size in square pixels. */
export function uprightFilter({ video }: MediaInfo, { width, height }: { readonly width: number; readonly height: number }): string {
  const smaller = width * height < video.displayWidth * video.displayHeight;
  const scale = `scale=${width}:${height}:flags=${smaller ? 'area' : 'bicubic'}+accurate_rnd+full_chroma_int`;
  return [...turnFilters(video.rotationDeg), scale, 'setsar=1'].join(',');
}
