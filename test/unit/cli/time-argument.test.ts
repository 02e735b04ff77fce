import { expect, test } from 'vitest';
import { frameAt, parseTime } from '../../../native/cli/time-argument.ts';
import type { MediaInfo } from '../../../native/contract/index.ts';

/** Only what times depend on. */
function clip(rate: { num: number; den: number }, startTimecode: string | null = null): MediaInfo {
  const parts = { startTimecode, video: { frameRate: rate, timeBase: { num: rate.den, den: rate.num } } };
  return parts as unknown as MediaInfo;
}
const pal = clip({ num: 25, den: 1 });
const ntsc = clip({ num: 30000, den: 1001 });
/** Constant rate, first PTS 7. */
const steady = Float64Array.from({ length: 20_000 }, (_, index) => index + 7);

test.each([
  ['300f', pal, 300],
  ['12.5s', pal, 313],
  ['2s', pal, 50],
  ['0s', pal, 0],
  ['00:00:01.040', pal, 26],
  ['00:01:00', pal, 1500],
  ['00:00:02:12', pal, 62],
  ['10:00:02:00', clip({ num: 25, den: 1 }, '10:00:00:00'), 50],
  // Ten minutes of drop frame are 17982 frames (SMPTE ST 12-1).
  ['00:10:00;00', ntsc, 17982],
  ['00:01:00;02', ntsc, 1800],
  ['01:00:01;00', clip({ num: 30000, den: 1001 }, '01:00:00;00'), 30],
] as const)('%s is the right frame', (text, media, frame) => {
  expect(frameAt(parseTime(text), media, steady)).toBe(frame);
});

test('seconds follow the timestamps of a clip whose frame rate varies', () => {
  const media = { ...pal, video: { ...pal.video, timeBase: { num: 1, den: 1000 } } };
  const framePts = Float64Array.of(0, 40, 400, 1000, 1040);

  expect(frameAt(parseTime('1s'), media, framePts)).toBe(3);
});

test.each(['12', '12.5', '1:2:3', '-3f', '00:61:00', 'soon'])('%s is refused with the ways to write a time', (text) => {
  expect(() => parseTime(text)).toThrow(/is not a time\. Write it as 300f, 12\.5s/);
});

test('a timecode before the start timecode is refused', () => {
  const media = clip({ num: 25, den: 1 }, '10:00:00:00');

  expect(() => frameAt(parseTime('00:00:01:00'), media, steady)).toThrow(/before the first frame, whose timecode is 10:00:00:00/);
});
