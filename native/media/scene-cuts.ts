import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { MediaInfo } from '../contract/index.ts';
import { createCutFinder } from './cut-finder.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { fingerprintFile } from './fingerprint.ts';
import { watchFrames } from './frame-changes.ts';
import { readFramePts } from './frame-pts.ts';
import { ptsTolerance, steadyPts, stepTicks } from './frame-timing.ts';
import { writeWhole } from './part-file.ts';

export interface SceneCutOptions {
  readonly signal: AbortSignal;
  /** 0..1. */
  readonly progress?: ((fraction: number) => void) | undefined;
}

/** First frames of the shots of a whole clip, absolute, ascending; frame 0 is not among them. */
export async function detectSceneCuts(
  tools: FfmpegTools,
  media: MediaInfo,
  { signal, progress }: SceneCutOptions,
): Promise<readonly number[]> {
  const { frameCount } = media.video;
  const finder = createCutFinder();
  const pts: number[] = [];
  await watchFrames(tools, media, {
    signal,
    onFrame: ({ ticks, ...frame }) => {
      finder.add(frame);
      pts.push(ticks);
      progress?.(Math.min(1, pts.length / frameCount));
    },
  });
  const cuts = finder.finish();
  if (pts.length === frameCount) return cuts;
  // Damage in the middle of a long clip gives fewer frames than its packets say: the frame reader knows them by their time, and so are these.
  const ticks = cuts.map((cut) => pts[cut] ?? NaN);
  return framesAt(ticks, media, await readPts(tools, media, signal));
}

/** The same, kept in the cache for a file that is known by its fingerprint. */
export async function cachedSceneCuts(
  tools: FfmpegTools,
  media: MediaInfo,
  { cacheDir, ...options }: SceneCutOptions & { readonly cacheDir: string },
): Promise<readonly number[]> {
  const { sha256, sizeBytes } = await fingerprintFile(media.path);
  const path = join(cacheDir, 'scene-cuts', `${sha256}.json`);
  const { frameCount } = media.video;
  const known = await readKept(path);
  if (known?.sizeBytes === sizeBytes && known.frameCount === frameCount) return known.cuts;

  const cuts = await detectSceneCuts(tools, media, options);
  const kept: KeptCuts = { version: VERSION, sizeBytes, frameCount, cuts: [...cuts] };
  // A disk without room for them costs the next run a minute, not this one its cuts.
  await keep(path, JSON.stringify(kept)).catch(() => undefined);
  return cuts;
}

/** Of the rule by which cuts are found. */
const VERSION = 1;

const KeptCuts = z.strictObject({
  version: z.literal(VERSION),
  sizeBytes: z.int().nonnegative(),
  frameCount: z.int().positive(),
  cuts: z.array(z.int().positive()),
});
type KeptCuts = z.infer<typeof KeptCuts>;

async function keep(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, (partPath) => writeFile(partPath, text));
}

/** Null when there is nothing that can be used: then the cuts are found anew. */
async function readKept(path: string): Promise<KeptCuts | null> {
  try {
    return KeptCuts.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

async function readPts(tools: FfmpegTools, media: MediaInfo, signal: AbortSignal): Promise<Float64Array> {
  return media.video.variableFrameRate ? readFramePts(tools, media, { signal }) : steadyPts(media.video);
}

/** The frames of the clip that lie at these times or, where one is missing, follow them. */
function framesAt(ticks: readonly number[], { video }: MediaInfo, framePts: Float64Array): readonly number[] {
  const tolerance = ptsTolerance(stepTicks(video.frameRate, video.timeBase));
  const frames = ticks.map((wanted) => framePts.findIndex((pts) => pts >= wanted - tolerance));
  return [...new Set(frames)].filter((frame) => frame > 0);
}
