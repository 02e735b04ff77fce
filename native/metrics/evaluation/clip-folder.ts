import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

const VIDEOS = new Set('.avi .m4v .mkv .mov .mp4 .mpg .mxf .ts .webm .y4m'.split(' '));
const PICTURES = new Set('.bmp .jpeg .jpg .png .tif .tiff .webp'.split(' '));
/** YouHQ40 sorts its clips into folders by subject; deeper than that no data set goes. */
const DEEPEST = 2;

export interface FolderView {
  readonly folders: readonly string[];
  readonly videos: readonly string[];
  readonly hasPictures: boolean;
}

/** What lies in a folder, by kind; hidden files do not count. */
export async function lookInto(folder: string): Promise<FolderView> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const ending = (name: string): string => extname(name).toLowerCase();
  return {
    folders: entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(byNumber),
    videos: files.filter((name) => VIDEOS.has(ending(name))).sort(byNumber),
    hasPictures: files.some((name) => PICTURES.has(ending(name))),
  };
}

/** The clips under a folder, by name: video files, and folders of pictures. A clip in a folder of its own kind is named "kind/clip". */
export async function clipsIn(folder: string, depth = 1): Promise<ReadonlyMap<string, string>> {
  const { folders, videos } = await lookInto(folder);
  const [only] = folders;
  // REDS has its clips in `sharp_bicubic/X4`.
  if (only !== undefined && folders.length === 1 && /^x\d$/i.test(only)) return clipsIn(join(folder, only), depth);
  const clips = new Map(videos.map((name) => [name.slice(0, -extname(name).length), join(folder, name)]));
  for (const name of folders) {
    const path = join(folder, name);
    if ((await lookInto(path)).hasPictures) clips.set(name, path);
    else if (depth < DEEPEST) for (const [clip, place] of await clipsIn(path, depth + 1)) clips.set(`${name}/${clip}`, place);
  }
  return clips;
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
