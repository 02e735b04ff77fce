import { Filmstrip, Proxy, Waveform } from '../../contract/index.ts';
import type { PictureSource, ProjectId } from '../../contract/index.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { pictureSource, refuseOutside } from '../picture-source.ts';
import type { SourceFile } from '../picture-source.ts';
import { stillPicture } from '../still-picture.ts';

const StripFacts = Filmstrip.omit({ ref: true });
const ProxyFacts = Proxy.omit({ ref: true });
const WaveFacts = Waveform.omit({ ref: true });

export function pictureHandlers({ facts, pictures, project, tools }: EngineParts): HandlersOf<'picture'> {
  const sourceOf = (projectId: ProjectId, of: PictureSource, signal: AbortSignal): Promise<SourceFile> =>
    pictureSource({ facts, project }, { projectId, of }, { signal });

  return {
    'picture.still': async ({ projectId, of, frame, maxWidth }, { signal }) => {
      const { media, content } = await sourceOf(projectId, of, signal);
      refuseOutside({ startFrame: frame, endFrame: frame + 1 }, media);
      return stillPicture({ facts, pictures, tools }, { media, content, frame, maxWidth, kind: 'still' }, { signal });
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
    'picture.waveform': async ({ projectId, assetId }, { signal }) => {
      const { media, content } = await sourceOf(projectId, { type: 'asset', id: assetId }, signal);
      const { ref, facts: wave } = await pictures.get(
        {
          kind: 'waveform',
          identity: { content },
          facts: WaveFacts,
          make: async (outputPath, abort) => {
            const { writeWaveform, PEAKS_PER_SEC } = await import('../../media/waveform.ts');
            const peakCount = await writeWaveform(await tools(), { media, outputPath, signal: abort });
            return { peaksPerSec: PEAKS_PER_SEC, peakCount };
          },
        },
        { signal },
      );
      return { ref, ...wave };
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
            const framePts = await facts.framePts(media, { signal: abort });
            return writeFilmstrip(await tools(), { media, range, tiles, tileHeight, outputPath, signal: abort, framePts });
          },
        },
        { signal },
      );
      return { ref, ...strip };
    },
  };
}
