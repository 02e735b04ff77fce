import { AppError } from '../contract/index.ts';
import type { MediaInfo } from '../contract/index.ts';
import { framesOfTimecode, parseTimecode } from '../util/timecode.ts';
import type { Timecode } from '../util/timecode.ts';

/**
 * A time as users write it: `300f` is a frame, `HH:MM:SS:FF` (`;` before FF for drop frame) a timecode that counts from
 * the source's own start timecode, `12.5s` and `HH:MM:SS.mmm` a time since the first frame.
 */
export type TimeArgument =
  | { readonly type: 'frame'; readonly frame: number }
  | { readonly type: 'seconds'; readonly milliseconds: number }
  | { readonly type: 'timecode'; readonly fields: Timecode; readonly text: string };

export function parseTime(text: string): TimeArgument {
  const frame = /^(\d+)f$/.exec(text);
  if (frame) return { type: 'frame', frame: Number(frame[1]) };
  const seconds = /^(\d+(?:\.\d{1,3})?)s$/.exec(text);
  if (seconds) return { type: 'seconds', milliseconds: Math.round(Number(seconds[1]) * 1000) };
  const clock = /^(\d+):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?$/.exec(text);
  if (clock) {
    const [, hours, minutes, secs, fraction = '0'] = clock;
    const wholeSec = Number(hours) * 3600 + Number(minutes) * 60 + Number(secs);
    return { type: 'seconds', milliseconds: wholeSec * 1000 + Math.round(Number(`0.${fraction}`) * 1000) };
  }
  const fields = parseTimecode(text);
  if (fields) return { type: 'timecode', fields, text };
  throw new AppError('bad-input', `"${text}" is not a time. Write it as 300f, 12.5s, 00:00:12.500 or 00:00:12:12.`);
}

/** The frame that is on screen at this time, counted from 0. `framePts`: ticks of the video's time base, in order. */
export function frameAt(time: TimeArgument, { video, startTimecode }: MediaInfo, framePts: Float64Array): number {
  switch (time.type) {
    case 'frame':
      return time.frame;
    case 'seconds': {
      const { num, den } = video.timeBase;
      const ticks = (time.milliseconds * den) / (1000 * num);
      return firstFrameNotBefore(framePts, (framePts[0] ?? 0) + ticks);
    }
    case 'timecode': {
      const start = startTimecode === null ? null : parseTimecode(startTimecode);
      const counted = (timecode: Timecode) => framesOfTimecode(timecode, { rate: video.frameRate, dropFrame: timecode.dropFrame });
      const frame = counted(time.fields) - (start === null ? 0 : counted(start));
      if (frame >= 0) return frame;
      throw new AppError('bad-input', `${time.text} is before the first frame, whose timecode is ${startTimecode ?? ''}.`);
    }
  }
}

/** Half a millisecond of grace, because times are written in milliseconds and frames lie between them. */
function firstFrameNotBefore(framePts: Float64Array, ticks: number): number {
  const grace = ticks * 1e-9;
  let low = 0;
  let high = framePts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((framePts[middle] ?? 0) < ticks - grace) low = middle + 1;
    else high = middle;
  }
  return low;
}
