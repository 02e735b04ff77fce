import type { FrameRange, ModelManifest, Run, RunWindows } from '../contract/index.ts';
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
