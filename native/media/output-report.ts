import type { ColorTags, MediaInfo, OutputCheck, OutputReport, Rational } from '../contract/index.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { compare, notApplicable } from './output-check.ts';
import type { ExpectedOutput, WrittenOutput } from './output-check.ts';
import { probeWithTimestamps } from './probe.ts';
import { toNumber } from './rational.ts';
import { soundChecks } from './sound-report.ts';

/** Reads a finished file back, decoding every frame, and holds it against the source. */
export async function checkOutput(
  tools: FfmpegTools,
  path: string,
  { expected, signal }: { readonly expected: ExpectedOutput; readonly signal: AbortSignal },
): Promise<OutputReport> {
  const { media, framePts } = await probeWithTimestamps(tools, path, { thorough: true, signal });
  const checks = [
    compare('frame-count', String(expected.ticks.length), String(framePts.length)),
    timestamps(expected, { media, framePts }),
    ...pictureChecks(expected, media),
    ...(await soundChecks(tools, expected, { media, framePts, signal })),
    startTimecode(expected, media),
  ];
  return { ok: checks.every(({ status }) => status !== 'differs'), checks };
}

/** Exact where the container's clock is as fine as the source's, else to the next tick of the coarser clock (Matroska: 1 ms). */
function timestamps({ source, ticks, format }: ExpectedOutput, { media, framePts }: WrittenOutput): OutputCheck {
  if (format.container === 'image2') return notApplicable('timestamps', 'pictures carry no time');
  const from = source.video.timeBase;
  const to = media.video.timeBase;
  const tolerance = toNumber(to) <= toNumber(from) * (1 + 1e-12) ? 1e-9 : toNumber(to) * 1.0001;
  const first = framePts[0] ?? 0;
  const wrong = ticks.findIndex((tick, index) => {
    const actual = ((framePts[index] ?? NaN) - first) * toNumber(to);
    return !(Math.abs(tick * toNumber(from) - actual) <= tolerance);
  });
  const lastSec = (ticks.at(-1) ?? 0) * toNumber(from);
  const described = `0 to ${lastSec.toFixed(3)} s${source.video.variableFrameRate ? ', variable rate' : ''}`;
  if (wrong < 0) return compare('timestamps', described, described);
  const at = (((framePts[wrong] ?? NaN) - first) * toNumber(to)).toFixed(6);
  return compare(
    'timestamps',
    `${described}; frame ${wrong} at ${((ticks[wrong] ?? 0) * toNumber(from)).toFixed(6)} s`,
    `frame ${wrong} at ${at} s`,
  );
}

function pictureChecks({ source, width, height, format }: ExpectedOutput, { video }: MediaInfo): OutputCheck[] {
  const sideways = format.turnedDeg % 180 === 90;
  const { num, den } = source.video.sampleAspectRatio;
  const aspect = sideways ? { num: den, den: num } : { num, den };
  const size = (w: number, h: number): string => `${w}x${h}`;
  const rotation = compare('rotation', degrees(source.video.rotationDeg - format.turnedDeg), degrees(video.rotationDeg));
  const turned = {
    ...rotation,
    expected: `${degrees(source.video.rotationDeg)}, turned in the picture`,
    actual: `${rotation.actual} to turn`,
  };
  const pictures = format.container === 'image2';
  return [
    compare('size', sideways ? size(height, width) : size(width, height), size(video.width, video.height)),
    pictures && num !== den
      ? notApplicable('sample-aspect-ratio', 'a series of PNG is read as square pixels')
      : sameAspect(aspect, video.sampleAspectRatio),
    format.turnedDeg === 0 ? rotation : turned,
    pictures ? notApplicable('color', 'PNG is RGB') : compare('color', colorText(format.color), colorText(video.color)),
    compare('bit-depth', String(format.bitDepth), String(video.bitDepth)),
  ];
}

function degrees(deg: number): string {
  return `${(deg + 360) % 360}°`;
}

/** Matroska stores whole pixels of the displayed size, so a ratio may be off by less than one of them. */
function sameAspect(expected: Rational, actual: Rational): OutputCheck {
  const text = ({ num, den }: Rational): string => `${num}:${den}`;
  const check = compare('sample-aspect-ratio', text(expected), text(actual));
  return Math.abs(toNumber(expected) / toNumber(actual) - 1) < 0.005 ? { ...check, status: 'same' } : check;
}

/** A range that is not said is the limited one. */
function colorText({ range, matrix, primaries, transfer }: ColorTags): string {
  return `range ${range ?? 'tv'}, matrix ${matrix ?? 'not said'}, primaries ${primaries ?? 'not said'}, transfer ${transfer ?? 'not said'}`;
}

function startTimecode({ startTimecode: expected, format }: ExpectedOutput, media: MediaInfo): OutputCheck {
  if (expected === null) return notApplicable('start-timecode', 'none');
  if (format.container === 'image2') return notApplicable('start-timecode', 'pictures carry no time');
  return compare('start-timecode', expected, media.startTimecode ?? 'none');
}

/** What differs in a report, as the second half of a sentence. */
export function differences({ checks }: OutputReport): string {
  return checks
    .filter(({ status }) => status === 'differs')
    .map(({ name, expected, actual }) => `${name} is "${actual}" and not "${expected}"`)
    .join('; ');
}
