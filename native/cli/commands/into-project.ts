import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import { AppError, SegmentId } from '../../contract/index.ts';
import type { Asset, AssetId, FrameRange, OutputSettings, ProjectHead, Recipe, Segment } from '../../contract/index.ts';
import type { CommandContext } from '../run-command.ts';
import { allItems, inProject, whileOpen } from './in-project.ts';

/** Of the whole file where `range` is null. */
export interface Work {
  readonly sourcePath: string;
  readonly range: FrameRange | null;
  readonly recipe: Recipe;
  readonly output: OutputSettings;
}

/** A segment, as `restore.file` takes it. */
export interface SegmentPlace {
  readonly projectId: ProjectHead['id'];
  readonly id: SegmentId;
}

/** Opens the project, made where there is none yet, for a restore whose run it is to keep. */
export async function intoProject(file: string, context: CommandContext, body: (head: ProjectHead) => Promise<void>): Promise<void> {
  const path = resolve(file);
  if (existsSync(path)) return inProject(path, context, body);
  const head = await context.client.call('project.create', { path, name: parse(path).name }, { signal: context.signal });
  return whileOpen(head, context, body);
}

/** The segment of the same frames, which takes over the recipe and the output; a new one where there is none. */
export async function segmentFor(work: Work, head: ProjectHead, context: CommandContext): Promise<SegmentPlace> {
  const projectId = head.id;
  const items = await allItems(context.client, head);
  const isSource = (item: { readonly path: string }): boolean => item.path === work.sourcePath;
  const asset = items.filter((item) => item.kind === 'asset').find(isSource) ?? (await imported(work.sourcePath, projectId, context));
  const frames = work.range ?? { startFrame: 0, endFrame: asset.media.video.frameCount };
  const known = items.filter((item) => item.kind === 'segment').find((segment) => isOf(segment, { assetId: asset.id, frames }));
  const { recipe, output } = work;
  if (known !== undefined) {
    await context.client.call('project.edit', { projectId, edit: { type: 'segment.update', id: known.id, changes: { recipe, output } } });
    return { projectId, id: known.id };
  }
  const id = SegmentId.parse(randomUUID());
  const fields = { inFrame: frames.startFrame, outFrame: frames.endFrame, recipe, output };
  await context.client.call('project.edit', { projectId, edit: { type: 'segment.add', id, assetId: asset.id, fields } });
  return { projectId, id };
}

function isOf(segment: Segment, { assetId, frames }: { readonly assetId: AssetId; readonly frames: FrameRange }): boolean {
  return segment.assetId === assetId && segment.inFrame === frames.startFrame && segment.outFrame === frames.endFrame;
}

async function imported(path: string, projectId: ProjectHead['id'], { client, signal }: CommandContext): Promise<Asset> {
  const { assets, refused } = await client.call('asset.import', { projectId, paths: [path] }, { signal });
  const [asset] = assets;
  if (asset !== undefined) return asset;
  const { code, message } = refused[0]?.error ?? { code: 'bad-input', message: `${path} cannot be taken into the project.` };
  throw new AppError(code, message);
}
