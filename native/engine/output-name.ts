import { parse, join } from 'node:path';
import type { MediaInfo, OutputSettings } from '../contract/index.ts';

/** File systems hold 255 bytes; the number that tells two apart, the extension and `.part` fit behind it. */
const MAX_STEM_BYTES = 200;

const extensions: Readonly<Record<OutputSettings['codec'], string>> = {
  h264: '.mp4',
  h265: '.mp4',
  'h265-10bit': '.mp4',
  av1: '.mp4',
  vp9: '.webm',
  prores: '.mov',
  dnxhr: '.mov',
  ffv1: '.mkv',
  // One picture per frame: a folder.
  png: '',
};

/** The file type that holds a codec. What came in Matroska may carry sound and subtitles that MP4 cannot hold, so it stays Matroska. */
export function outputExtension({ codec }: OutputSettings, media: Pick<MediaInfo, 'format'>): string {
  const usual = extensions[codec];
  return usual === '.mp4' && media.format.includes('matroska') ? '.mkv' : usual;
}

export interface OutputName {
  readonly directory: string;
  readonly assetName: string;
  readonly segmentName: string;
  readonly extension: string;
  /** Whether a path is in use, on the disk or by a job that waits. */
  readonly isTaken: (path: string) => boolean;
}

/** `<clip> - <segment>.mp4`, with a number when there is one already. */
export function freeOutputPath({ directory, assetName, segmentName, extension, isTaken }: OutputName): string {
  const clip = parse(assetName).name;
  const stem = plainName(segmentName.startsWith(clip) ? segmentName : `${clip} - ${segmentName}`);
  return freePath({ directory, stem, extension, isTaken });
}

/** `<stem><extension>`, with a number when that is taken. */
export function freePath({
  directory,
  stem,
  extension,
  isTaken,
}: Pick<OutputName, 'directory' | 'extension' | 'isTaken'> & { readonly stem: string }): string {
  for (let number = 1; ; number += 1) {
    const path = join(directory, `${stem}${number === 1 ? '' : ` (${number})`}${extension}`);
    if (!isTaken(path)) return path;
  }
}

/** A name that every file system takes. */
export function plainName(name: string): string {
  const plain = name
    // eslint-disable-next-line no-control-regex -- these are what Windows refuses in a name
    .replace(/[<>:"/\\|?*\u0000-\u001F]+/g, ' ')
    .replace(/\s+/g, ' ');
  const short = shortened(plain, MAX_STEM_BYTES).replace(/^[\s.]+|[\s.]+$/g, '');
  if (short === '') return 'Untitled';
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `${short}_` : short;
}

/** By whole characters. */
function shortened(text: string, maxBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
