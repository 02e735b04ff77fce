import type { Asset, Run } from '../contract/index.ts';
import type { MediaFile } from '../interchange/edit-list.ts';
import { canDropFrames, framesOfTimecode, parseTimecode } from '../util/timecode.ts';
import type { TimecodeCount } from '../util/timecode.ts';

/** How the frames of a source are numbered, as its ruler shows them: one that says nothing counts from zero. */
export function timecodeOf({ media }: Asset): { readonly count: TimecodeCount; readonly startFrame: number } {
  return startOf(media.startTimecode, media.video.frameRate);
}

export function sourceFile(asset: Asset, { path, reel }: { readonly path: string; readonly reel: string }): MediaFile {
  const { video, audio } = asset.media;
  return {
    path,
    reel,
    ...timecodeOf(asset),
    frameCount: video.frameCount,
    width: video.displayWidth,
    height: video.displayHeight,
    audio: audio[0] === undefined ? null : { channels: audio[0].channels, sampleRate: audio[0].sampleRate },
    fingerprint: asset.fingerprint,
    isFolder: false,
  };
}

/** A result has the rate of its source; its timecode is the one that was found in it when it was checked. */
export function restoredFile(run: Run, { asset, reel }: { readonly asset: Asset; readonly reel: string }): MediaFile {
  const check = run.report.checks.find(({ name }) => name === 'start-timecode');
  const sound = run.output.audio === 'copy' ? asset.media.audio[0] : undefined;
  return {
    path: run.outputPath,
    reel,
    ...startOf(check?.actual ?? null, asset.media.video.frameRate),
    frameCount: run.frameCount,
    width: run.width,
    height: run.height,
    audio: sound === undefined ? null : { channels: sound.channels, sampleRate: sound.sampleRate },
    fingerprint: null,
    isFolder: run.output.codec === 'png',
  };
}

function startOf(timecode: string | null, rate: TimecodeCount['rate']): { readonly count: TimecodeCount; readonly startFrame: number } {
  const start = timecode === null ? null : parseTimecode(timecode);
  const count = { rate, dropFrame: canDropFrames(rate) && (start === null || start.dropFrame) };
  return { count, startFrame: start === null ? 0 : framesOfTimecode(start, count) };
}
