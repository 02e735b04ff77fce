import { z } from 'zod';
import { AppError, Filmstrip, Proxy } from '../../contract/index.ts';
import type { FrameRange, MediaInfo, PictureSource, ProjectId } from '../../contract/index.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { assetOf } from '../project-assets.ts';

const StripFacts = Filmstrip.omit({ ref: true });
const ProxyFacts = Proxy.omit({ ref: true });

/** A file to take pictures of, and what tells its content apart from any other's. */
interface Source {
  readonly media: MediaInfo;
  readonly content: unknown;
}

export function pictureHandlers({ facts, pictures, project, tools }: EngineParts): HandlersOf<'picture'> {
  const sourceOf = async (projectId: ProjectId, of: PictureSource, signal: AbortSignal): Promise<Source> => {
    const { store, path: projectPath } = project(projectId);
    if (of.type === 'asset') {
      const asset = assetOf(store, of.id);
      const path = await facts.locate(asset, { projectPath, signal });
      return { media: { ...asset.media, path }, content: asset.fingerprint };
    }
    const run = store.run(of.id);
    const media = await facts.probe(run.outputPath, { signal });
    // A run's id stands for its bits, unless somebody wrote over the file.
    return { media, content: [run.id, media.sizeBytes] };
  };

  return {
    'picture.still': async ({ projectId, of, frame, maxWidth }, { signal }) => {
      const { media, content } = await sourceOf(projectId, of, signal);
      refuseOutside({ startFrame: frame, endFrame: frame + 1 }, media);
      const { ref } = await pictures.get(
        {
          kind: 'still',
          identity: { content, frame, maxWidth },
          facts: z.null(),
          make: async (outputPath, abort) => {
            const { writeStill } = await import('../../media/still.ts');
            await writeStill(await tools(), { media, frame, maxWidth, outputPath, signal: abort });
            return null;
          },
        },
        { signal },
      );
      return ref;
    },
    'picture.proxy': async ({ projectId, of, maxHeight }, { signal }) => {
      const { media, content } = await sourceOf(projectId, of, signal);
      const { ref, facts: proxy } = await pictures.get(
        {
          kind: 'proxy',
          identity: { content, maxHeight },
          facts: ProxyFacts,
          make: async (outputPath, abort) => {
            const { writeProxy } = await import('../../media/proxy.ts');
            return writeProxy(await tools(), { media, maxHeight, outputPath, signal: abort });
          },
        },
        { signal },
      );
      return { ref, ...proxy };
    },
    'picture.filmstrip': async ({ projectId, assetId, range, tiles, tileHeight }, { signal }) => {
      const { media, content } = await sourceOf(projectId, { type: 'asset', id: assetId }, signal);
      refuseOutside(range, media);
      const { ref, facts: strip } = await pictures.get(
        {
          kind: 'filmstrip',
          identity: { content, range, tiles, tileHeight },
          facts: StripFacts,
          make: async (outputPath, abort) => {
            const { writeFilmstrip } = await import('../../media/filmstrip.ts');
            return writeFilmstrip(await tools(), { media, range, tiles, tileHeight, outputPath, signal: abort });
          },
        },
        { signal },
      );
      return { ref, ...strip };
    },
  };
}

function refuseOutside({ startFrame, endFrame }: FrameRange, { path, video }: MediaInfo): void {
  if (endFrame <= video.frameCount) return;
  const last = endFrame - 1;
  const wanted = last === startFrame ? `frame ${startFrame} does` : `frames ${startFrame} to ${last} do`;
  throw new AppError('bad-input', `${path} has ${video.frameCount} frames, counted from 0; ${wanted} not exist. Ask for what is there.`);
}
