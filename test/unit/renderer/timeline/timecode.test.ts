import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clockOf,
  formatDuration,
  formatTime,
  formatTimecode,
  frameOfLabel,
  labelOfFrame,
  parseTime,
} from '../../../../renderer/features/timeline/timecode.ts';

const rates = {
  film: { num: 24000, den: 1001 },
  pal: { num: 25, den: 1 },
  ntsc: { num: 30000, den: 1001 },
  ntsc60: { num: 60000, den: 1001 },
  fast: { num: 120, den: 1 },
};
const clock = (rate: keyof typeof rates, startTimecode: string | null = null) =>
  clockOf({ startTimecode, video: { frameRate: rates[rate] } });
const anyClock = fc.constantFrom(
  clock('film'),
  clock('pal', '10:00:00:00'),
  clock('ntsc'),
  clock('ntsc', '01:00:00:00'),
  clock('ntsc', '00:59:59;28'),
  clock('ntsc60'),
  clock('fast'),
);

test.each([
  ['pal', null, 0, '00:00:00:00'],
  ['pal', '10:00:00:00', 25 * 61 + 3, '10:01:01:03'],
  ['film', null, 24, '00:00:01:00'],
  // SMPTE ST 12-1: ;00 and ;01 are left out at each minute but every tenth.
  ['ntsc', null, 1799, '00:00:59;29'],
  ['ntsc', null, 1800, '00:01:00;02'],
  ['ntsc', null, 17981, '00:09:59;29'],
  ['ntsc', null, 17982, '00:10:00;00'],
  ['ntsc', null, 107892, '01:00:00;00'],
  ['ntsc60', null, 3600, '00:01:00;04'],
  ['ntsc60', null, 35964, '00:10:00;00'],
  ['ntsc', '01:00:00:00', 1800, '01:01:00:00'],
  ['ntsc', '01:00:00;00', 1800, '01:01:00;02'],
  ['fast', null, 7, '00:00:00:007'],
] as const)('%s from %s: frame %i is %s', (rate, start, frame, label) => {
  expect(formatTimecode(frame, clock(rate, start))).toBe(label);
});

test('every frame of a day has its own label, and the label leads back to it', () => {
  fc.assert(
    fc.property(anyClock, fc.nat(24 * 3600 * 24 - 1), (any, frame) => {
      expect(frameOfLabel(labelOfFrame(frame, any), any)).toBe(frame);
    }),
  );
});

test('labels ascend with frames', () => {
  const asNumber = (frame: number, any: ReturnType<typeof clock>) => {
    const { hours, minutes, seconds, frames } = labelOfFrame(frame, any);
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + frames;
  };
  fc.assert(
    fc.property(anyClock, fc.nat(24 * 3600 * 20), (any, frame) => {
      expect(asNumber(frame + 1, any)).toBeGreaterThan(asNumber(frame, any));
    }),
  );
});

test('what is shown can be typed, in every way of showing time', () => {
  fc.assert(
    fc.property(anyClock, fc.nat(100_000), fc.constantFrom('timecode', 'frames', 'seconds'), (any, frame, display) => {
      const shown = formatTime(frame, any, display);

      expect(parseTime(shown, { clock: any, display, currentFrame: 0, frameCount: 200_000 })).toEqual({ ok: true, frame });
    }),
  );
});

test.each([
  ['+1', 101],
  ['-12', 88],
  ['+1:00', 125],
  ['+ 0:01', 101],
  ['-200', 50],
  ['+99:00', 999],
  ['300f', 300],
  ['2s', 50],
  ['+0.4s', 110],
  ['01:00:02:12', 62],
  ['1000212', 62],
  ['01.00.02.12', 62],
])('%s at frame 100 of a clip that starts at one hour is frame %i', (text, frame) => {
  const options = { clock: clock('pal', '01:00:00:00'), display: 'timecode', currentFrame: 100, frameCount: 1000 } as const;

  expect(parseTime(text, options)).toEqual({ ok: true, frame });
});

test('a label that drop frame leaves out goes to the next one', () => {
  expect(parseTime('00:01:00;00', { clock: clock('ntsc'), display: 'timecode', currentFrame: 0, frameCount: 5000 })).toEqual({
    ok: true,
    frame: 1800,
  });
});

test.each(['', 'soon', '1:2:3:4:5', '00:61:00:00', '00:00:00:25', '1.5f', '+', '--3'])(
  '"%s" is refused with the ways to write a time',
  (text) => {
    const parsed = parseTime(text, { clock: clock('pal'), display: 'timecode', currentFrame: 0, frameCount: 1000 });

    expect(parsed).toEqual({ ok: false, reason: 'Write a time like 00:00:00:00, +1:00, -12, 300f or 12.5s.' });
  },
);

test('a time outside of the clip is refused with where the clip runs', () => {
  const parsed = parseTime('00:00:02:00', { clock: clock('pal', '01:00:00:00'), display: 'timecode', currentFrame: 0, frameCount: 250 });

  expect(parsed).toEqual({ ok: false, reason: 'The clip runs from 01:00:00:00 to 01:00:09:24.' });
});

test('a length is counted from zero', () => {
  expect(formatDuration(38, clock('pal', '01:00:00:00'))).toBe('00:00:01:13');
});
