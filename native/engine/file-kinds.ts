import { extname } from 'node:path';
import type { FileEntry } from '../contract/index.ts';

/** What a folder is searched for. A file given by itself may have any name: ffmpeg looks inside. */
const mediaExtensions = new Set(
  (
    '.3g2 .3gp .asf .avi .divx .dv .f4v .flv .h264 .h265 .hevc .ivf .m1v .m2t .m2ts .m2v .m4v .mj2 .mjpeg .mjpg .mkv .mod .mov .mp4 .mpe ' +
    '.mpeg .mpg .mts .mxf .nut .ogm .ogv .rm .rmvb .tod .ts .vob .webm .wmv .y4m'
  ).split(' '),
);

export const projectExtension = '.interweave';

export function kindOfFile(name: string): Exclude<FileEntry['type'], 'folder'> {
  const extension = extname(name).toLowerCase();
  if (mediaExtensions.has(extension)) return 'media';
  if (extension === projectExtension) return 'project';
  if (['.csv', '.edl', '.otio', '.fcpxml'].includes(extension)) return 'edit';
  // An ncnn model is chosen by its .param, a package by its manifest; what lies beside them comes along.
  return extension === '.param' || name === 'manifest.json' ? 'model' : 'other';
}
