import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A part of a photograph: planes of values 0..1 for a model without frame edges, rows of samples for one with. */
export interface Patch {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly planes: Float32Array<ArrayBuffer>;
  readonly samples: Uint8Array<ArrayBuffer>;
}

/**
 * Folders of photographs inside unpacked Debian packages. What is calibrated on and what is measured on have nothing in common:
 * other people, other cameras.
 */
const folders = {
  /** lomiri-wallpapers-16.04: 15 photographs, CC-BY-4.0, CC-BY-SA-4.0 or CC0-1.0 each. */
  calibration: [{ folder: 'usr/share/backgrounds', files: /\.jpg$/ }],
  /** mate-backgrounds (GPL-2+) and plasma-workspace-wallpapers (GPL-2+, the two by their own metadata LGPL-3). */
  measurement: [
    { folder: 'usr/share/backgrounds/mate/nature', files: /\.jpg$/ },
    { folder: 'usr/share/wallpapers/FallenLeaf/contents/images', files: /^1920x1080\.jpg$/ },
    { folder: 'usr/share/wallpapers/Path/contents/images', files: /^1920x1080\.jpg$/ },
  ],
} as const;

/** Widths the photographs are brought to in turns before a part is cut out: fine and coarse detail. */
const widths = [640, 1280];

export interface Photos {
  readonly ffmpegPath: string;
  /** Where the Debian packages were unpacked. */
  readonly packagesRoot: string;
}

export interface PatchSize {
  readonly width: number;
  readonly height: number;
}

/** A part of every photograph of a set under `packagesRoot`, from a place that depends on nothing but the order of the files. */
export function readPatches({ ffmpegPath, packagesRoot }: Photos, set: keyof typeof folders, size: PatchSize): Patch[] {
  const paths = folders[set].flatMap(({ folder, files }) =>
    readdirSync(join(packagesRoot, folder))
      .filter((file) => files.test(file))
      .sort()
      .map((file) => join(folder, file)),
  );
  if (paths.length === 0)
    throw new Error(`no photographs in ${packagesRoot}: unpack the Debian packages there (dpkg -x PACKAGE.deb FOLDER)`);
  return paths.map((path, index) =>
    readPatch({ ffmpegPath, path: join(packagesRoot, path), name: path }, { wide: widths[index % widths.length]!, index, size }),
  );
}

interface Photo {
  readonly ffmpegPath: string;
  readonly path: string;
  readonly name: string;
}

function readPatch({ ffmpegPath, path, name }: Photo, { wide, index, size }: { wide: number; index: number; size: PatchSize }): Patch {
  const { width, height } = size;
  const [x, y] = [(index * 97 + wide) % (wide - width), (index * 61) % (Math.floor(wide / 2) - height)];
  const filter = `scale=${wide}:-2:flags=area,crop=${width}:${height}:${x}:${y}`;
  const output = ['-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'];
  const samples = new Uint8Array(execFileSync(ffmpegPath, ['-v', 'error', '-i', path, '-vf', filter, '-frames:v', '1', ...output]));
  const area = width * height;
  const planes = Float32Array.from({ length: 3 * area }, (_, i) => samples[(i % area) * 3 + Math.floor(i / area)]! / 255);
  return { name: `${name} at ${wide}`, width, height, planes, samples };
}
