import type { TimeDisplay } from '../../state/view-store.ts';
import { formatTime, frameOfLabel, labelOfFrame, type Clock } from './timecode.ts';

export interface Tick {
  readonly frame: number;
  /** Null on the short ticks between. */
  readonly label: string | null;
}

export interface RulerRange {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly pixelsPerFrame: number;
}

/** A label and the air after it, and the least room of a short tick, in CSS pixels. */
const labelPx = 96;
const shortPx = 8;

const roundSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200];

/** Ticks at round times of the source's own clock, as many as there is room for. */
export function rulerTicks(range: RulerRange, clock: Clock, display: TimeDisplay): readonly Tick[] {
  return display === 'timecode' ? timecodeTicks(range, clock) : evenTicks(range, clock, display);
}

/**
 * Steps of timecode: whole numbers of frames that divide a second, or of seconds. They are walked in labels, not in frames:
 * in drop frame the labels of two round times are not always the same number of frames apart.
 */
function timecodeTicks({ startFrame, endFrame, pixelsPerFrame }: RulerRange, clock: Clock): Tick[] {
  const { nominalRate } = clock;
  const inSecond = Array.from({ length: nominalRate - 1 }, (_, index) => index + 1).filter((step) => nominalRate % step === 0);
  const steps = [...inSecond, ...roundSeconds.map((seconds) => seconds * nominalRate)];
  const long = steps.find((step) => step * pixelsPerFrame >= labelPx) ?? steps.at(-1)!;
  const short = steps.find((step) => long % step === 0 && step * pixelsPerFrame >= shortPx) ?? long;

  const ticks: Tick[] = [];
  const first = countOf(clock.startFrame + startFrame, clock);
  for (let count = Math.floor(first / short) * short; ; count += short) {
    const frame = frameOfCount(count, clock) - clock.startFrame;
    if (frame >= endFrame) return ticks;
    // Where drop frame leaves the label out, two counts fall on one frame.
    if (frame < startFrame || ticks.at(-1)?.frame === frame) continue;
    ticks.push({ frame, label: count % long === 0 ? formatTime(frame, clock, 'timecode') : null });
  }
}

/** Frame numbers or seconds in steps of 1, 2 and 5. */
function evenTicks({ startFrame, endFrame, pixelsPerFrame }: RulerRange, clock: Clock, display: TimeDisplay): Tick[] {
  const framesPerUnit = display === 'seconds' ? clock.rate.num / clock.rate.den : 1;
  const steps = [0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7]
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((step) => step * framesPerUnit >= 1);
  const long = steps.find((step) => step * framesPerUnit * pixelsPerFrame >= labelPx) ?? steps.at(-1)!;
  const short =
    [long / 10, long / 5, long / 2].find((step) => step * framesPerUnit >= 1 && step * framesPerUnit * pixelsPerFrame >= shortPx) ?? long;
  const shortsPerLong = Math.round(long / short);

  const ticks: Tick[] = [];
  for (let index = Math.ceil(startFrame / (short * framesPerUnit)); ; index++) {
    const frame = Math.round(index * short * framesPerUnit);
    if (frame >= endFrame) return ticks;
    if (frame < startFrame) continue;
    ticks.push({ frame, label: index % shortsPerLong === 0 ? formatEven(index * short, display) : null });
  }
}

function formatEven(value: number, display: TimeDisplay): string {
  const rounded = String(Number(value.toFixed(1)));
  return display === 'seconds' ? `${rounded} s` : rounded;
}

/** Frames as the label counts them: the numbers that drop frame leaves out are counted. */
function countOf(frame: number, clock: Clock): number {
  const { hours, minutes, seconds, frames } = labelOfFrame(frame, clock);
  const days = Math.floor(frame / frameOfLabel({ hours: 24, minutes: 0, seconds: 0, frames: 0 }, clock));
  return ((days * 24 * 60 + hours * 60 + minutes) * 60 + seconds) * clock.nominalRate + frames;
}

function frameOfCount(count: number, clock: Clock): number {
  const totalSeconds = Math.floor(count / clock.nominalRate);
  return frameOfLabel(
    {
      hours: Math.floor(totalSeconds / 3600),
      minutes: Math.floor(totalSeconds / 60) % 60,
      seconds: totalSeconds % 60,
      frames: count % clock.nominalRate,
    },
    clock,
  );
}
