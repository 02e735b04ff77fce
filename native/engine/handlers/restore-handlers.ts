import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../contract/index.ts';
import type {
  Asset,
  FrameRange,
  JobId,
  ModelCard,
  ModelManifest,
  OutputSettings,
  ProjectId,
  Recipe,
  Segment,
  SegmentId,
  VideoStream,
} from '../../contract/index.ts';
import { estimateRestore } from '../../jobs/estimate.ts';
import type { NewRestore } from '../../jobs/job-queue.ts';
import { refuseUnfit } from '../../pipelines/recipe-check.ts';
import { absolutePath } from '../absolute-path.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { OpenProjectEntry } from '../open-projects.ts';
import { freeOutputPath, outputExtension, plainName } from '../output-name.ts';
import { assetOf, segmentOf } from '../project-assets.ts';
import { takenPlaces } from '../taken-places.ts';

interface Wanted {
  readonly recipe: Recipe;
  /** Of the source. */
  readonly video: VideoStream;
}

interface SegmentPlace {
  readonly projectId: ProjectId;
  readonly id: SegmentId;
}

export function restoreHandlers(parts: EngineParts): HandlersOf<'restore'> {
  const { options, facts, queue, project, devices, models, modelCards, profiles } = parts;

  /** A job that could not start is better refused now, while the user looks. */
  const refuseUnusable = async (wanted: readonly Wanted[], signal: AbortSignal): Promise<void> => {
    const { chooseDevice } = await import('../../inference/execution-provider.ts');
    const [cards, here] = [await modelCards(), await devices({ refresh: false, signal })];
    const manifests = new Map<string, ModelManifest>();
    for (const { recipe, video } of wanted) {
      chooseDevice(recipe.device, here);
      const manifest = manifests.get(recipe.modelId) ?? (await installedManifest(recipe.modelId, cards));
      manifests.set(recipe.modelId, manifest);
      refuseUnfit(recipe, { manifest, width: video.width, height: video.height });
    }
  };

  const installedManifest = async (modelId: string, cards: readonly ModelCard[]): Promise<ModelManifest> => {
    const card = cards.find(({ id }) => id === modelId);
    if (card?.status === 'installed') return (await models()).manifest(modelId);
    if (card?.status === 'corrupt') throw new AppError('model-corrupt', `The model ${card.name} is damaged. Install it again.`);
    const advice =
      card === undefined
        ? 'Choose another.'
        : `Install it first: choose it under Model in the Restore panel, or run \`interweave models install ${modelId}\`.`;
    throw new AppError('model-missing', `The model ${card?.name ?? modelId} is not installed. ${advice}`);
  };

  interface Choice {
    readonly entry: OpenProjectEntry;
    readonly segment: Segment;
    readonly asset: Asset;
    readonly purpose: 'restore' | 'preview';
    readonly directory: string | null;
  }
  const outputOf = ({ entry, segment, asset, purpose, directory }: Choice): Pick<NewRestore, 'output' | 'outputPath'> => {
    if (purpose === 'preview') {
      // A preview is looked at here and thrown away: one lossless file does as well as a folder of pictures.
      const output: OutputSettings = segment.output.codec === 'png' ? { ...segment.output, codec: 'ffv1' } : segment.output;
      const name = `${randomUUID()}${outputExtension(output, asset.media)}`;
      return { output, outputPath: join(options.cacheDir, 'previews', name) };
    }
    const outputPath = freeOutputPath({
      directory: directory ?? join(dirname(entry.path), `${plainName(entry.store.head().name)} results`),
      assetName: asset.name,
      segmentName: segment.name,
      extension: outputExtension(segment.output, asset.media),
      isTaken: takenPlaces(queue),
    });
    return { output: segment.output, outputPath };
  };

  return {
    'restore.estimate': async ({ projectId, segmentId, recipe, output }, { signal }) => {
      const { store } = project(projectId);
      const segment = segmentOf(store, segmentId);
      const { chooseDevice } = await import('../../inference/execution-provider.ts');
      const device = chooseDevice(recipe.device, await devices({ refresh: false, signal }));
      const manifest = await (await models()).manifest(recipe.modelId);
      return estimateRestore({
        video: assetOf(store, segment.assetId).media.video,
        range: { startFrame: segment.inFrame, endFrame: segment.outFrame },
        recipe,
        output,
        manifest,
        device,
        msPerMegapixel: await profiles.read({ device, model: manifest }),
      });
    },

    'restore.start': async ({ projectId, segmentIds, purpose, directory: wanted, range }, { signal }) => {
      const entry = project(projectId);
      const directory = wanted === null ? null : absolutePath(wanted);
      const segments = [...new Set(segmentIds)].map((id) => segmentOf(entry.store, id));
      for (const segment of segments) restoredRange(segment, range);
      const videoOf = ({ assetId }: Segment): VideoStream => assetOf(entry.store, assetId).media.video;
      await refuseUnusable(
        segments.map((segment) => ({ recipe: segment.recipe, video: videoOf(segment) })),
        signal,
      );
      const sources = new Map<Asset['id'], string>();
      for (const { assetId } of segments) {
        if (!sources.has(assetId)) {
          sources.set(assetId, await facts.locate(assetOf(entry.store, assetId), { projectPath: entry.path, signal }));
        }
      }
      signal.throwIfAborted();
      const jobs: JobId[] = [];
      for (const segment of segments) {
        const asset = assetOf(entry.store, segment.assetId);
        const { id } = await queue.add({
          projectId,
          segmentId: segment.id,
          purpose,
          title: segment.name,
          sourcePath: sources.get(asset.id) ?? asset.path,
          range: restoredRange(segment, range),
          recipe: withShotsOf(asset, segment.recipe),
          ...outputOf({ entry, segment, asset, purpose, directory }),
        });
        jobs.push(id);
      }
      return { jobs };
    },

    'restore.file': async ({ segment: of, range, recipe, output, overwrite, resume, ...paths }, { signal }) => {
      const sourcePath = absolutePath(paths.sourcePath);
      const outputPath = absolutePath(paths.outputPath);
      refuseOutput({ sourcePath, outputPath, overwrite });
      const own = of === null ? null : ownSegment(of, sourcePath);
      const { video } = await facts.probe(sourcePath, { signal });
      await refuseUnusable([{ recipe, video }], signal);
      const { id } = await queue.add({
        projectId: of?.projectId ?? null,
        segmentId: of?.id ?? null,
        purpose: 'restore',
        title: own?.segment.name ?? basename(sourcePath),
        sourcePath,
        range: range ?? { startFrame: 0, endFrame: video.frameCount },
        recipe: own === null ? recipe : withShotsOf(own.asset, recipe),
        output,
        outputPath,
        options: { overwrite, resume },
      });
      return { job: id };
    },
  };

  function ownSegment({ projectId, id }: SegmentPlace, sourcePath: string): { readonly segment: Segment; readonly asset: Asset } {
    const { store } = project(projectId);
    const segment = segmentOf(store, id);
    const asset = assetOf(store, segment.assetId);
    if (asset.path === sourcePath) return { segment, asset };
    throw new AppError(
      'bad-input',
      `The segment is of ${asset.name} (${asset.path}), not of ${sourcePath}. Choose a segment of that file.`,
    );
  }

  function refuseOutput({ sourcePath, outputPath, overwrite }: { sourcePath: string; outputPath: string; overwrite: boolean }): void {
    if (sourcePath === outputPath)
      throw new AppError('bad-input', `The result would replace its source ${sourcePath}. Give it another name.`);
    if (queue.list().some((job) => job.outputPath === outputPath && job.finishedAt === null)) {
      throw new AppError('conflict', `Another job is going to write ${outputPath}. Give the result another name.`);
    }
    if (!overwrite && existsSync(outputPath)) {
      throw new AppError('output-exists', `${outputPath} exists already. Give the result another name, or say that it may be replaced.`);
    }
  }
}

/** A recipe that looks for shots keeps to those that the user made of what was found. */
function withShotsOf({ shots }: Asset, recipe: Recipe): Recipe {
  if (shots === undefined || recipe.pipeline !== 'diffvsr' || recipe.shots !== 'detect') return recipe;
  return { ...recipe, shots: shots.off ? 'off' : (shots.cuts ?? 'detect') };
}

/** A segment's frames, or those of them that were asked for. */
function restoredRange(segment: Segment, wanted: FrameRange | null): FrameRange {
  const startFrame = Math.max(segment.inFrame, wanted?.startFrame ?? 0);
  const endFrame = Math.min(segment.outFrame, wanted?.endFrame ?? segment.outFrame);
  if (endFrame > startFrame) return { startFrame, endFrame };
  throw new AppError('bad-input', `None of the chosen frames lies in the segment ${segment.name}. Choose frames inside it.`);
}
