import type { MediaInfo } from '../../contract/index.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { fingerprintFile } from '../../media/fingerprint.ts';
import { checkComparable } from '../alignment.ts';
import type { MeasuredClip } from '../alignment.ts';
import { takePictures, takeWhole } from './clip-pictures.ts';
import type { DetailView } from './clip-result.ts';
import type { DatasetClip } from './dataset.ts';
import { findDetail } from './detail-view.ts';

type Probe = (path: string) => Promise<MediaInfo>;

/** A clip while it is worked on: read once, and not at all when everything about it is finished. */
export interface OpenClip {
  readonly clip: DatasetClip;
  /** Of its files, to know them again. */
  readonly fingerprints: () => Promise<unknown>;
  readonly media: () => Promise<OpenMedia>;
}

interface OpenMedia {
  readonly source: MeasuredClip;
  readonly truth: MeasuredClip | null;
  readonly view: DetailView;
}

export function openClip(
  { clip, picturePath }: { readonly clip: DatasetClip; readonly picturePath: string },
  { tools, probe, signal }: { readonly tools: FfmpegTools; readonly probe: Probe; readonly signal: AbortSignal },
): OpenClip {
  const { sourcePath, truthPath } = clip;
  const paths = truthPath === null ? [sourcePath] : [sourcePath, truthPath];
  let fingerprints: Promise<unknown> | null = null;
  let media: Promise<OpenMedia> | null = null;
  const read = async (): Promise<OpenMedia> => {
    const source = await wholeClip(probe, sourcePath);
    const truth = truthPath === null ? null : await wholeClip(probe, truthPath);
    // Better said before hours of restoring than after.
    if (truth !== null) checkComparable(truth, source, { role: 'source', by: 'frames' });
    const view = await findDetail(tools, source.media, { signal });
    const taking = { picturePath, view, signal };
    await takePictures(tools, source.media, taking);
    await takeWhole(tools, source.media, taking);
    return { source, truth, view };
  };
  return {
    clip,
    fingerprints: () => (fingerprints ??= Promise.all(paths.map(fingerprintFile))),
    media: () => (media ??= read()),
  };
}

export async function wholeClip(probe: Probe, path: string): Promise<MeasuredClip> {
  const media = await probe(path);
  return { media, range: { startFrame: 0, endFrame: media.video.frameCount } };
}
