import type { MediaInfo, MetricName } from '../contract/index.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { createFrameBuffers } from '../media/frame-buffers.ts';
import type { FrameBuffers } from '../media/frame-buffers.ts';
import { readFramePts } from '../media/frame-pts.ts';
import { readFrames } from '../media/frame-reader.ts';
import { pairFrames } from './alignment.ts';
import type { MeasuredClip } from './alignment.ts';
import type { MeasureOptions, MeasureRequest } from './measure-request.ts';
import { openMeasuringThread } from './measure-thread.ts';
import type { MeasuringThread } from './measure-thread.ts';
import type { Summary } from './metric.ts';
import { openPackagedFlow } from './packaged-flow.ts';
import type { PackagedFlow } from './packaged-flow.ts';
import { openPackagedMeters } from './packaged-meters.ts';
import { builtInMetric } from './registry.ts';

/** What one pass over the frames found, by metric. */
export interface MeasuredFrames {
  /** One number for each frame of the restored clip, NaN where there is none. */
  readonly series: ReadonlyMap<MetricName, Float64Array>;
  /** How each was measured this time. */
  readonly details: ReadonlyMap<MetricName, string>;
  /** Of packages, which make their own. */
  readonly summaries: ReadonlyMap<MetricName, Summary>;
}

/** Moments that are read ahead while the thread computes. */
const IN_FLIGHT = 2;

/**
 * Measures in one pass over the frames of a clip, and over those of what it is measured against. Frames are compared as 8-bit RGB. Memory
 * does not grow with the clip but for one number for each frame and metric.
 */
export async function measureByFrames(
  tools: FfmpegTools,
  request: MeasureRequest,
  { signal, progress }: MeasureOptions,
): Promise<MeasuredFrames> {
  const { restored, reference, source } = request;
  const frameCount = restored.range.endFrame - restored.range.startFrame;
  const series = new Map(request.metrics.map((name) => [name, new Float64Array(frameCount).fill(NaN)]));
  const asked = (request.packages ?? []).filter(({ facts }) => series.has(facts.name));
  const packages = asked.filter(({ asks }) => asks !== 'motion');
  const builtIn = request.metrics.filter((name) => builtInMetric(name) !== null);
  const size = sizeOf(restored.media);
  const sourceSize = source === null ? null : sizeOf(source.media);
  const packaged = packages.length === 0 ? null : await openPackagedMeters(packages, { size, signal });
  const streams: (FrameStream | null)[] = [];
  const reading = { buffers: createFrameBuffers(), signal };
  let thread: MeasuringThread | null = null;
  let flow: PackagedFlow | null = null;
  try {
    const finder = asked.find(({ asks }) => asks === 'motion');
    const motions = builtIn.flatMap((name) => builtInMetric(name)?.motions?.({ hasSource: source !== null }) ?? []);
    if (finder !== undefined) flow = await openPackagedFlow(finder, { motions: [...new Set(motions)], size, sourceSize, signal });
    thread = await openMeasuringThread({ metrics: builtIn, size, sourceSize, hasReference: reference !== null, flowName: flow?.name });
    streams.push(
      frameStream(tools, restored, null, reading),
      reference === null ? null : await alignedStream(tools, { clip: reference, role: 'reference', request, reading }),
      source === null ? null : await alignedStream(tools, { clip: source, role: 'source', request, reading }),
    );
    const flying: Promise<void>[] = [];
    for (let frame = 0; frame < frameCount; frame += 1) {
      signal.throwIfAborted();
      const [own, true_ = null, low = null] = await Promise.all(streams.map(async (stream) => stream?.next() ?? null));
      if (!own) break;
      // Before the thread takes the frames over.
      const spans = (await packaged?.measure({ restored: own, reference: true_ })) ?? [];
      for (const [index, span] of spans.entries()) {
        const name = packages[index]?.facts.name;
        if (span !== null && name !== undefined) series.get(name)?.fill(span.value, span.startFrame, span.endFrame);
      }
      const frames = { restored: own, reference: true_, source: low };
      const found = await flow?.find(frames);
      const measured = thread.measure({ ...frames, motions: found }).then(({ values, spent }) => {
        for (const buffer of spent) reading.buffers.giveBack(buffer);
        for (const [index, value] of values.entries()) series.get(builtIn[index] ?? '')?.fill(value, frame, frame + 1);
        progress(frame + 1, frameCount);
      });
      // Whoever waits for it below is told; a failure before that must not count as unheard.
      measured.catch(() => undefined);
      flying.push(measured);
      if (flying.length > IN_FLIGHT) await flying.shift();
    }
    await Promise.all(flying);
    signal.throwIfAborted();
  } finally {
    await Promise.all([thread?.close(), packaged?.close(), flow?.close(), ...streams.map((stream) => stream?.end())]);
  }
  const details = new Map(builtIn.map((name, index) => [name, thread.details[index] ?? '']));
  const summaries = new Map<MetricName, Summary>();
  for (const [index, summary] of (packaged?.summaries() ?? []).entries()) {
    const name = packages[index]?.facts.name ?? '';
    details.set(name, packaged?.details[index] ?? '');
    summaries.set(name, summary);
  }
  return { series, details, summaries };
}

/** Frames one by one; the samples are the receiver's. */
interface FrameStream {
  readonly next: () => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly end: () => Promise<void>;
}

interface Reading {
  readonly buffers: FrameBuffers;
  readonly signal: AbortSignal;
}

function frameStream(tools: FfmpegTools, { media, range }: MeasuredClip, framePts: Float64Array | null, reading: Reading): FrameStream {
  const frames = readFrames(tools, { media, range, bitDepth: 8, deinterlace: false, framePts: framePts ?? undefined, ...reading });
  return {
    next: async () => {
      const frame = await frames.next();
      // 8 bits were asked for.
      return frame.done === true ? null : (frame.value.data as Uint8Array<ArrayBuffer>);
    },
    end: async () => {
      await frames.return(undefined);
    },
  };
}

async function alignedStream(
  tools: FfmpegTools,
  {
    clip,
    role,
    request: { restored, align },
    reading,
  }: { readonly clip: MeasuredClip; readonly role: 'reference' | 'source'; readonly request: MeasureRequest; readonly reading: Reading },
): Promise<FrameStream> {
  if (align === 'frames') return frameStream(tools, clip, null, reading);
  const { buffers, signal } = reading;
  const [pts, otherPts] = await Promise.all([readFramePts(tools, restored.media, { signal }), readFramePts(tools, clip.media, { signal })]);
  const pairs = pairFrames({ ...restored, pts }, { ...clip, pts: otherPts }, role);
  const stream = frameStream(tools, clip, otherPts, reading);
  let [asked, at] = [0, clip.range.startFrame - 1];
  let shown: Uint8Array<ArrayBuffer> | null = null;
  return {
    next: async () => {
      const wanted = pairs[asked] ?? at;
      asked += 1;
      for (; at < wanted; at += 1) {
        if (shown !== null) buffers.giveBack(shown.buffer);
        shown = await stream.next();
      }
      if (shown === null) return null;
      // The same frame may be wanted again, and the receiver takes the buffer over.
      const copy = buffers.take(shown.length);
      copy.set(shown);
      return copy;
    },
    end: stream.end,
  };
}

function sizeOf({ video: { width, height } }: MediaInfo): { readonly width: number; readonly height: number } {
  return { width, height };
}
