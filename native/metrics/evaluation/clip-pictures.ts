import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MediaInfo } from '../../contract/index.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { saveProfile } from '../../media/profile.ts';
import { writeStill } from '../../media/still.ts';
import type { DetailView } from './clip-result.ts';

/** Frames of a temporal profile at most: the report shows them beside each other. */
export const PROFILE_FRAMES = 96;

export interface PictureOptions {
  /** Without the ending. */
  readonly picturePath: string;
  readonly view: DetailView;
  readonly signal: AbortSignal;
}

export const pictureEndings = { detail: '.jpg', profile: '.png', whole: '.whole.jpg' } as const;

/** What the report shows of a clip: the view of one frame at full size, and the column through its middle over time. */
export async function takePictures(tools: FfmpegTools, media: MediaInfo, { picturePath, view, signal }: PictureOptions): Promise<void> {
  await mkdir(dirname(picturePath), { recursive: true });
  const shared = { media, frame: view.frame, maxWidth: null, format: 'jpeg', signal } as const;
  await writeStill(tools, { ...shared, crop: view, outputPath: `${picturePath}${pictureEndings.detail}` });
  await saveProfile(tools, {
    lanes: [{ media, range: { startFrame: 0, endFrame: Math.min(PROFILE_FRAMES, media.video.frameCount) }, column: 0 }],
    line: { axis: 'column', position: view.left + view.width / 2 },
    outputPath: `${picturePath}${pictureEndings.profile}`,
    overwrite: true,
    signal,
  });
}

/** The whole frame, small: where the view and the column lie in it. */
export async function takeWhole(tools: FfmpegTools, media: MediaInfo, { picturePath, view, signal }: PictureOptions): Promise<void> {
  const outputPath = `${picturePath}${pictureEndings.whole}`;
  await writeStill(tools, { media, frame: view.frame, maxWidth: 320, format: 'jpeg', outputPath, signal });
}
