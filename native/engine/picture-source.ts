import { AppError } from '../contract/index.ts';
import type { Asset, FrameRange, MediaInfo, PictureSource, ProjectId, Run } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import { assetOf } from './project-assets.ts';

/** A file to take pictures of, and what tells its content apart from any other's. */
export interface SourceFile {
  readonly media: MediaInfo;
  readonly content: unknown;
}

/** The file of an asset, where it is now, or that of a run. */
export async function pictureSource(
  { facts, project }: Pick<EngineParts, 'facts' | 'project'>,
  { projectId, of }: { readonly projectId: ProjectId; readonly of: PictureSource },
  { signal }: { readonly signal: AbortSignal },
): Promise<SourceFile> {
  const { store, path: projectPath } = project(projectId);
  return of.type === 'asset'
    ? assetFile(facts, assetOf(store, of.id), { projectPath, signal })
    : runFile(facts, store.run(of.id), { signal });
}

export async function assetFile(
  facts: EngineParts['facts'],
  asset: Asset,
  { projectPath, signal }: { readonly projectPath: string; readonly signal: AbortSignal },
): Promise<SourceFile> {
  const path = await facts.locate(asset, { projectPath, signal });
  return { media: { ...asset.media, path }, content: asset.fingerprint };
}

export async function runFile(facts: EngineParts['facts'], run: Run, { signal }: { readonly signal: AbortSignal }): Promise<SourceFile> {
  const media = await facts.probe(run.outputPath, { signal });
  // A run's id stands for its bits, unless somebody wrote over the file.
  return { media, content: [run.id, media.sizeBytes] };
}

export function refuseOutside({ startFrame, endFrame }: FrameRange, { path, video }: MediaInfo): void {
  if (endFrame <= video.frameCount) return;
  const last = endFrame - 1;
  const wanted = last === startFrame ? `frame ${startFrame} does` : `frames ${startFrame} to ${last} do`;
  throw new AppError('bad-input', `${path} has ${video.frameCount} frames, counted from 0; ${wanted} not exist. Ask for what is there.`);
}
