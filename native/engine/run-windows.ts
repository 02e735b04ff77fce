import type { FrameRange, ModelManifest, Run, RunWindows } from '../contract/index.ts';
import type { SeamPlan } from '../metrics/metric-seam.ts';
import { shotsBetween } from '../pipelines/diffvsr/shots.ts';
import { layWindows, windowsFor } from '../pipelines/diffvsr/temporal-windows.ts';

/** Where the windows and cuts of a run lie, by the same rule that made it. Its record holds the cuts that it kept to. */
export function runWindows(
  { recipe, range: whole }: Pick<Run, 'recipe' | 'range'>,
  { manifest, frameCount, range }: { readonly manifest: ModelManifest; readonly frameCount: number; readonly range: FrameRange },
): RunWindows {
  const seen = { startFrame: Math.max(whole.startFrame, range.startFrame), endFrame: Math.min(whole.endFrame, range.endFrame) };
  if (recipe.pipeline !== 'diffvsr' || manifest.kind !== 'diffusion-vsr' || seen.startFrame >= seen.endFrame) {
    return { cuts: [], windows: null };
  }
  const { length, overlap } = manifest.window;
  const shots = shotsBetween(Array.isArray(recipe.shots) ? recipe.shots : [], frameCount).filter(
    (shot) => shot.startFrame < seen.endFrame && shot.endFrame > seen.startFrame,
  );
  const starts = shots.flatMap((shot) => windowsFor(layWindows(shot, { length, overlap }), seen).filter((start) => start < shot.endFrame));
  const cuts = shots.map(({ startFrame }) => startFrame).filter((cut) => cut > seen.startFrame);
  return { cuts, windows: length === 1 ? null : { length, overlap, starts } };
}

/** Where the windows of a run meet, in frames of the run. Null for a model that takes each frame by itself. `frameCount`: of the source. */
export function runSeams(
  run: Pick<Run, 'recipe' | 'range'>,
  { manifest, frameCount }: { readonly manifest: ModelManifest; readonly frameCount: number },
): SeamPlan | null {
  const { cuts, windows } = runWindows(run, { manifest, frameCount, range: run.range });
  if (windows === null) return null;
  const [first, count] = [run.range.startFrame, run.range.endFrame - run.range.startFrame];
  const borders = windows.starts.flatMap((start) => [start, start + windows.overlap]).map((frame) => frame - first);
  const frames = [...new Set(borders)].filter((frame) => frame > 0 && frame < count).sort((a, b) => a - b);
  return { frames, cuts: cuts.map((cut) => cut - first) };
}
