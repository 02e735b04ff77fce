import { extname } from 'node:path';
import { AppError, ProfilePage } from '../../contract/index.ts';
import type { FrameRange, Run } from '../../contract/index.ts';
import type { ProfileLane } from '../../media/profile.ts';
import { spaced } from '../../util/spaced.ts';
import { absolutePath } from '../absolute-path.ts';
import { assetCuts } from '../asset-cuts.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { pictureSource, refuseOutside } from '../picture-source.ts';
import { profileMarks } from '../profile-marks.ts';
import { assetOf } from '../project-assets.ts';
import { runManifest } from '../run-manifest.ts';
import { runWindows } from '../run-windows.ts';

const PageFacts = ProfilePage.omit({ ref: true });

/** Temporal profiles: pages for the window, and whole ones as files. */
export function profileHandlers(parts: EngineParts): HandlersOf<'profile'> {
  const { pictures, facts, project, tools, events } = parts;
  return {
    'profile.page': async ({ projectId, of, line, range }, { signal }) => {
      const { media, content } = await pictureSource(parts, { projectId, of }, { signal });
      refuseOutside(range, media);
      const { linePixelsOf, linePlace, writeProfile } = await import('../../media/profile.ts');
      const { ref, facts: page } = await pictures.get(
        {
          kind: 'profile',
          identity: { content, axis: line.axis, place: linePlace(media, line), range },
          facts: PageFacts,
          make: async (outputPath, abort) => {
            const framePts = await facts.framePts(media, { signal: abort });
            await writeProfile(await tools(), { lanes: [{ media, range, column: 0, framePts }], line, outputPath, signal: abort });
            const { startFrame, endFrame } = range;
            return { startFrame, frameCount: endFrame - startFrame, linePixels: linePixelsOf(media, line) };
          },
        },
        { signal },
      );
      return { ref, ...page };
    },

    'profile.save': async ({ projectId, assetId, runIds, line, range, path, overwrite }, { signal }) => {
      const outputPath = absolutePath(path);
      // So that a slip of the hand never replaces a video.
      if (extname(outputPath).toLowerCase() !== '.png') {
        throw new AppError('bad-input', `A profile is saved as a PNG, not as ${outputPath}. Give it a name that ends in .png.`);
      }
      const { store } = project(projectId);
      const source = await pictureSource(parts, { projectId, of: { type: 'asset', id: assetId } }, { signal });
      refuseOutside(range, source.media);
      const asset = assetOf(store, assetId);
      const cuts = await assetCuts(parts, asset, { file: source, signal });
      const lanes: ProfileLane[] = [
        {
          ...{ media: source.media, range, column: 0, framePts: await facts.framePts(source.media, { signal }) },
          marks: profileMarks({ cuts: [...cuts], windows: null }, range),
        },
      ];
      for (const id of runIds) {
        const run = store.run(id);
        const part = partOf(run, range);
        if (part === null) continue;
        const { media } = await pictureSource(parts, { projectId, of: { type: 'run', id } }, { signal });
        const { frameCount } = source.media.video;
        const manifest = await runManifest(parts, run);
        const marks = manifest === null ? [] : profileMarks(runWindows(run, { manifest, frameCount, range }), range);
        lanes.push({ ...part, media, framePts: await facts.framePts(media, { signal }), marks });
      }
      const { saveProfile } = await import('../../media/profile.ts');
      const size = await saveProfile(await tools(), {
        ...{ lanes, line, outputPath, overwrite, signal },
        progress: spaced((fraction: number) => events.emit('profile.progressed', { projectId, path, fraction }), {
          always: ([fraction]) => fraction >= 1,
        }),
      });
      return { path: outputPath, ...size };
    },
  };
}

/** The frames of a run that lie in a range of its source, and the column of the first; null when there is none. */
function partOf({ range: own }: Run, range: FrameRange): Pick<ProfileLane, 'range' | 'column'> | null {
  const first = Math.max(own.startFrame, range.startFrame);
  const end = Math.min(own.endFrame, range.endFrame);
  if (first >= end) return null;
  return { range: { startFrame: first - own.startFrame, endFrame: end - own.startFrame }, column: first - range.startFrame };
}
