import type { ColorTags, MediaInfo, OutputCheck, OutputReport, Rational } from '../contract/index.ts';
import { audioLengthSec, audioStartSec } from './audio-measure.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { mediaInput } from './media-input.ts';
import type { OutputFormat } from './output-format.ts';
import { earlyBySec, sampleExactCut } from './output-sound.ts';
import type { KeptSpan, StreamPlan } from './output-sound.ts';
import { probeWithTimestamps } from './probe.ts';
import { toNumber } from './rational.ts';

/** What the finished file has to be. */
export interface ExpectedOutput {
  readonly source: MediaInfo;
  /** PTS of the frames that were written, in ticks of the source's time base, from 0. */
  readonly ticks: Float64Array;
  readonly width: number;
  readonly height: number;
  readonly format: OutputFormat;
  readonly span: KeptSpan;
  readonly audio: readonly StreamPlan[];
  readonly subtitles: readonly StreamPlan[];
  readonly startTimecode: string | null;
}

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

interface Written {
  readonly media: MediaInfo;
  readonly framePts: Float64Array;
}

function compare(name: OutputCheck['name'], expected: string, actual: string): OutputCheck {
  return { name, status: expected === actual ? 'same' : 'differs', expected, actual };
}

function notApplicable(name: OutputCheck['name'], reason: string): OutputCheck {
  return { name, status: 'not-applicable', expected: reason, actual: reason };
}

/** Exact where the container's clock is as fine as the source's, else to the next tick of the coarser clock (Matroska: 1 ms). */
function timestamps({ source, ticks, format }: ExpectedOutput, { media, framePts }: Written): OutputCheck {
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

async function soundChecks(
  tools: FfmpegTools,
  expected: ExpectedOutput,
  { media, framePts, signal }: Written & { readonly signal: AbortSignal },
): Promise<OutputCheck[]> {
  const { source, audio, subtitles, format, span } = expected;
  const checks: OutputCheck[] = [];

  // 1. Which streams there are
  const kept = audio.filter(({ codec }) => codec !== null);
  if (kept.length === 0) checks.push(notApplicable('audio', audio.length === 0 ? 'none' : `${format.container} holds no sound`));
  else checks.push(await sameSound(tools, expected, { media, signal }));

  // 2. Where the first one begins
  const [first] = kept;
  const [written] = media.audio;
  if (first === undefined || written === undefined) checks.push(notApplicable('audio-offset', 'no sound'));
  else {
    const copied = first.encoder === null;
    const from = { sampleRate: source.audio.find(({ index }) => index === first.sourceIndex)?.sampleRate ?? 48_000 };
    const was = await audioStartSec(tools, await mediaInput(source.path), { index: first.sourceIndex, ...from, packets: copied, signal });
    const is = await audioStartSec(tools, await mediaInput(media.path), { ...written, packets: copied, signal });
    const offset = was - span.startSec;
    const expectedSec = span.whole ? offset : Math.max(0, offset);
    const actualSec = is - (framePts[0] ?? 0) * toNumber(media.video.timeBase);
    checks.push(sameOffset({ expectedSec, actualSec, earlyBy: earlyBySec(first, format.container, written.sampleRate) }));
  }

  // 3. Subtitles
  const lost = subtitles
    .filter(({ codec }) => codec === null)
    .map(({ sourceIndex }) => source.subtitles.find(({ index }) => index === sourceIndex)?.codec ?? '');
  const keptCodecs = subtitles.flatMap(({ codec }) => (codec === null ? [] : [codec]));
  const heldCheck = compare('subtitles', keptCodecs.join('; '), media.subtitles.map(({ codec }) => codec).join('; '));
  if (subtitles.length === 0) checks.push(notApplicable('subtitles', 'none'));
  else if (lost.length === 0 || heldCheck.status === 'differs') checks.push(heldCheck);
  else
    checks.push({
      name: 'subtitles',
      status: 'not-applicable',
      expected: lost.join('; '),
      actual: `${format.container} cannot hold ${lost.join(', ')}`,
    });
  return checks;
}

/** Every stream by what it is and by how long it can be heard. */
async function sameSound(
  tools: FfmpegTools,
  { source, audio, span }: ExpectedOutput,
  { media, signal }: { readonly media: MediaInfo; readonly signal: AbortSignal },
): Promise<OutputCheck> {
  const [from, to] = [await mediaInput(source.path), await mediaInput(media.path)];
  const wanted: string[] = [];
  const found = media.audio.map(audioText);
  let agree = true;
  for (const { sourceIndex, codec, encoder } of audio.filter((plan) => plan.codec !== null)) {
    const stream = source.audio.find(({ index }) => index === sourceIndex);
    const number = wanted.length;
    const written = media.audio[number];
    if (stream === undefined || codec === null) continue;
    // Opus runs at 48 kHz whatever it is fed.
    const text = audioText({ ...stream, codec, sampleRate: encoder === 'libopus' ? 48_000 : stream.sampleRate });
    wanted.push(text);
    if (written === undefined || audioText(written) !== text) {
      agree = false;
      continue;
    }
    const filter = encoder === null ? null : sampleExactCut(stream.sampleRate, span);
    const was = await audioLengthSec(tools, from, { ...stream, filter, signal });
    const is = await audioLengthSec(tools, to, { ...written, filter: null, signal });
    agree &&= Math.abs(is - was) <= CODEC_FRAMES_SEC;
    wanted[number] = `${text}, ${was.toFixed(2)} s`;
    found[number] = `${text}, ${is.toFixed(2)} s`;
  }
  const same = agree && found.length === wanted.length;
  return { ...compare('audio', wanted.join('; '), found.join('; ')), status: same ? 'same' : 'differs' };
}

/** A codec's frames round a length up, at either end. */
const CODEC_FRAMES_SEC = 0.15;

function audioText({
  codec,
  sampleRate,
  channels,
}: {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
}): string {
  return `${codec} ${sampleRate} Hz ${channels} ch`;
}

/** Within a millisecond, which is Matroska's clock; a sound that began before the picture may have been cut to begin with it. */
function sameOffset({
  expectedSec,
  actualSec,
  earlyBy,
}: {
  readonly expectedSec: number;
  readonly actualSec: number;
  readonly earlyBy: readonly number[];
}): OutputCheck {
  const text = (sec: number): string => `${(sec * 1000).toFixed(1)} ms after the picture`;
  const places = [...earlyBy.map((early) => expectedSec - early), ...(expectedSec < 0 ? [0] : [])];
  const same = places.some((place) => Math.abs(actualSec - place) <= 0.0015);
  return { ...compare('audio-offset', text(expectedSec), text(actualSec)), status: same ? 'same' : 'differs' };
}

function startTimecode({ startTimecode: expected, format }: ExpectedOutput, media: MediaInfo): OutputCheck {
  if (expected === null) return notApplicable('start-timecode', 'none');
  if (format.container === 'image2') return notApplicable('start-timecode', 'pictures carry no time');
  return compare('start-timecode', expected, media.startTimecode ?? 'none');
}
