import type { AudioStream, MediaInfo, OutputCheck } from '../contract/index.ts';
import { audioLengthSec, audioStartSec } from './audio-measure.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { mediaInput } from './media-input.ts';
import { compare, notApplicable } from './output-check.ts';
import type { ExpectedOutput, WrittenOutput } from './output-check.ts';
import { earlyBySec, runUpSec, sampleExactCut } from './output-sound.ts';
import type { StreamPlan } from './output-sound.ts';
import { toNumber } from './rational.ts';

type Signal = { readonly signal: AbortSignal };

/** Sound by what it is, how long it can be heard and when it begins; subtitles by what they are. */
export async function soundChecks(
  tools: FfmpegTools,
  expected: ExpectedOutput,
  written: WrittenOutput & Signal,
): Promise<readonly OutputCheck[]> {
  const plans = expected.audio.filter(({ codec }) => codec !== null);
  if (plans.length === 0) {
    const reason = expected.audio.length === 0 ? 'none' : `${expected.format.container} holds no sound`;
    return [notApplicable('audio', reason), notApplicable('audio-offset', reason), subtitleCheck(expected, written.media)];
  }
  const [wanted, found] = await Promise.all([wantedSound(tools, expected, written), foundSound(tools, written)]);
  return [
    audioCheck(wanted, found),
    await offsetCheck(tools, { expected, written, wanted, found }),
    subtitleCheck(expected, written.media),
  ];
}

interface Heard {
  readonly stream: AudioStream;
  readonly lengthSec: number;
}
interface WantedSound extends Heard {
  readonly plan: StreamPlan;
}

/** The streams in which something is heard in the kept range: a sound may end before it, and MP4 leaves an empty stream out. */
async function wantedSound(
  tools: FfmpegTools,
  { source, audio, span }: ExpectedOutput,
  { signal }: Signal,
): Promise<readonly WantedSound[]> {
  const input = await mediaInput(source.path);
  const heard: WantedSound[] = [];
  for (const plan of audio) {
    const stream = source.audio.find(({ index }) => index === plan.sourceIndex);
    if (stream === undefined || plan.codec === null) continue;
    const cut = plan.encoder === null ? { filter: null } : { filter: sampleExactCut(stream.sampleRate, span), seekSec: runUpSec(span) };
    const lengthSec = await audioLengthSec(tools, input, { ...stream, ...cut, signal });
    // Opus runs at 48 kHz whatever it is fed.
    const sampleRate = plan.encoder === 'libopus' ? 48_000 : stream.sampleRate;
    if (lengthSec !== null) heard.push({ plan, stream: { ...stream, codec: plan.codec, sampleRate }, lengthSec });
  }
  return heard;
}

async function foundSound(tools: FfmpegTools, { media, signal }: WrittenOutput & Signal): Promise<readonly Heard[]> {
  const input = await mediaInput(media.path);
  const heard: Heard[] = [];
  for (const stream of media.audio) {
    const lengthSec = await audioLengthSec(tools, input, { ...stream, filter: null, signal });
    if (lengthSec !== null) heard.push({ stream, lengthSec });
  }
  return heard;
}

/** A codec's frames round a length up, at either end. */
const CODEC_FRAMES_SEC = 0.15;

function audioCheck(wanted: readonly WantedSound[], found: readonly Heard[]): OutputCheck {
  if (wanted.length === 0 && found.length === 0) return notApplicable('audio', 'no sound in this range');
  const kind = ({ stream: { codec, sampleRate, channels } }: Heard): string => `${codec} ${sampleRate} Hz ${channels} ch`;
  const text = (sounds: readonly Heard[]): string => sounds.map((sound) => `${kind(sound)}, ${sound.lengthSec.toFixed(2)} s`).join('; ');
  const same =
    wanted.length === found.length &&
    wanted.every((sound, number) => {
      const other = found[number];
      return other !== undefined && kind(sound) === kind(other) && Math.abs(sound.lengthSec - other.lengthSec) <= CODEC_FRAMES_SEC;
    });
  return { ...compare('audio', text(wanted), text(found)), status: same ? 'same' : 'differs' };
}

/** Within a millisecond, which is Matroska's clock; a sound that began before the picture may have been cut to begin with it. */
async function offsetCheck(
  tools: FfmpegTools,
  {
    expected: { source, span, format },
    written: { media, framePts, signal },
    wanted: [first],
    found: [written],
  }: {
    readonly expected: ExpectedOutput;
    readonly written: WrittenOutput & Signal;
    readonly wanted: readonly WantedSound[];
    readonly found: readonly Heard[];
  },
): Promise<OutputCheck> {
  if (first === undefined || written === undefined) return notApplicable('audio-offset', 'no sound in this range');
  const { plan } = first;
  // Copied packets are compared as packets; what was encoded anew, by the first sample that is heard.
  const how = { packets: plan.encoder === null, signal };
  const sourceRate = source.audio.find(({ index }) => index === plan.sourceIndex)?.sampleRate ?? first.stream.sampleRate;
  const [was, is] = await Promise.all([
    audioStartSec(tools, await mediaInput(source.path), { index: plan.sourceIndex, sampleRate: sourceRate, ...how }),
    audioStartSec(tools, await mediaInput(media.path), { ...written.stream, ...how }),
  ]);
  const offsetSec = was - span.startSec;
  const expectedSec = span.whole ? offsetSec : Math.max(0, offsetSec);
  const actualSec = is - (framePts[0] ?? 0) * toNumber(media.video.timeBase);

  const earlyBy = earlyBySec(plan, format.container, written.stream.sampleRate);
  const places = [...earlyBy.map((early) => expectedSec - early), ...(expectedSec < 0 ? [0] : [])];
  const same = places.some((place) => Math.abs(actualSec - place) <= 0.0015);
  const text = (sec: number): string => `${(sec * 1000).toFixed(1)} ms after the picture`;
  return { ...compare('audio-offset', text(expectedSec), text(actualSec)), status: same ? 'same' : 'differs' };
}

function subtitleCheck({ source, subtitles, format }: ExpectedOutput, media: MediaInfo): OutputCheck {
  if (subtitles.length === 0) return notApplicable('subtitles', 'none');
  const kept = subtitles.flatMap(({ codec }) => (codec === null ? [] : [codec]));
  const check = compare('subtitles', kept.join('; '), media.subtitles.map(({ codec }) => codec).join('; '));
  const lost = subtitles
    .filter(({ codec }) => codec === null)
    .map(({ sourceIndex }) => source.subtitles.find(({ index }) => index === sourceIndex)?.codec ?? '')
    .join(', ');
  if (lost === '' || check.status === 'differs') return check;
  return { ...check, status: 'not-applicable', expected: lost, actual: `${format.container} cannot hold ${lost}` };
}
