import { z } from 'zod';
import { AppError, endpointHost, endpointOrigin, promptOf } from '../../contract/index.ts';
import type { CaptionSettings, Edit, MediaRef, ProjectId, Segment } from '../../contract/index.ts';
import { absolutePath } from '../absolute-path.ts';
import { describeBatch } from '../caption-batch.ts';
import { createCaptioner } from '../captioner.ts';
import type { CaptionedClip } from '../captioner.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { pictureSource } from '../picture-source.ts';
import { allSegments, segmentOf } from '../project-assets.ts';
import { tellChange } from '../project-changes.ts';

export function captionHandlers(parts: EngineParts): HandlersOf<'caption'> {
  const { options, settings: stored, facts, project, pictures, tools, events } = parts;
  const captioner = createCaptioner(parts);

  const settingsInUse = async (): Promise<CaptionSettings> => {
    const { captions } = await stored.read();
    const reason = reasonAgainst(captions);
    if (reason !== null) throw new AppError('forbidden', reason);
    return captions;
  };
  const clipOf = async (projectId: ProjectId, segment: Segment, signal: AbortSignal): Promise<CaptionedClip> => {
    const source = await pictureSource(parts, { projectId, of: { type: 'asset', id: segment.assetId } }, { signal });
    return { ...source, range: { startFrame: segment.inFrame, endFrame: segment.outFrame } };
  };
  const teller = (stream: string | null) => (text: string) => {
    if (stream !== null) events.emit('caption.streamed', { stream, text });
  };

  return {
    'caption.status': async () => {
      const { captions } = await stored.read();
      const reason = reasonAgainst(captions);
      const found = await options.captionKey?.(endpointOrigin(captions.baseUrl));
      return { usable: reason === null, reason, endpointHost: endpointHost(captions.baseUrl), keyFrom: found?.from ?? 'none' };
    },

    'caption.frames': async ({ projectId, segmentId }, { signal }) => {
      const clip = await clipOf(projectId, segmentOf(project(projectId).store, segmentId), signal);
      return { frames: await captioner.frames(clip, (await stored.read()).captions, signal) };
    },

    'caption.describe': async ({ projectId, segmentId, stream, again }, { signal }) => {
      const settings = await settingsInUse();
      const clip = await clipOf(projectId, segmentOf(project(projectId).store, segmentId), signal);
      return captioner.describe(clip, { settings, again, onText: teller(stream), signal });
    },

    'caption.describeAll': async ({ projectId, segmentIds, overwrite, stream }, { signal }) => {
      const settings = await settingsInUse();
      const entry = project(projectId);
      const wanted = segmentIds === null ? allSegments(entry.store) : [...new Set(segmentIds)].map((id) => segmentOf(entry.store, id));
      const segments = overwrite ? wanted : wanted.filter((segment) => promptOf(segment).prompt.trim() === '');
      const gesture = `describe-${stream ?? Date.now()}`;
      const result = await describeBatch({
        segments,
        signal,
        describe: async (segment) => {
          const clip = await clipOf(projectId, segment, signal);
          return (await captioner.describe(clip, { settings, again: false, onText: teller(stream), signal })).caption;
        },
        accept: ({ id }, caption) => {
          // One that was removed while it was looked at needs no prompt.
          if (entry.store.item(id)?.kind !== 'segment') return;
          const edit: Edit = { type: 'segment.prompt', of: { type: 'segments', ids: [id] }, settings: { prompt: caption.text }, caption };
          tellChange(events, projectId, entry.store.edit(edit, { gesture }));
        },
        progress: ({ segment, done, failed }) => {
          if (stream === null) return;
          events.emit('caption.progressed', { stream, segmentId: segment?.id ?? null, done, failed, total: segments.length });
        },
      });
      return { ...result, skipped: wanted.length - segments.length };
    },

    'caption.describeFile': async ({ path, range, settings, stream }, { signal }) => {
      const reason = reasonAgainst(settings);
      if (reason !== null) throw new AppError('forbidden', reason);
      const whole = absolutePath(path);
      const [media, content] = [await facts.probe(whole, { signal }), await facts.fingerprint(whole, { signal })];
      const { frameCount } = media.video;
      if (range !== null && range.endFrame > frameCount) {
        throw new AppError('bad-input', `${whole} has ${frameCount} frames; the range ends at ${range.endFrame}. Choose one inside it.`);
      }
      const clip = { media, content, range: range ?? { startFrame: 0, endFrame: frameCount } };
      return captioner.describe(clip, { settings, again: false, onText: teller(stream), signal });
    },

    'caption.try': async ({ settings }, { signal }) => {
      const picture = await trialPicture(signal);
      const startMs = performance.now();
      const text = await captioner.ask([picture], settings, signal);
      return { text, endpointHost: endpointHost(settings.baseUrl), tookMs: Math.round(performance.now() - startMs), picture };
    },
  };

  async function trialPicture(signal: AbortSignal): Promise<MediaRef> {
    const { ref } = await pictures.get(
      {
        kind: 'sent',
        identity: 'trial picture',
        facts: z.null(),
        make: async (outputPath, abort) => {
          const { writeTrialPicture } = await import('../../media/trial-picture.ts');
          await writeTrialPicture(await tools(), { outputPath, signal: abort });
          return null;
        },
      },
      { signal },
    );
    return ref;
  }
}

/** Why nothing may be sent; null when it may. */
function reasonAgainst({ enabled, model }: CaptionSettings): string | null {
  if (!enabled) return 'Captions are off: nothing leaves this machine. Switch them on in the caption settings.';
  return model === '' ? 'No model is chosen for captions. Name one in the caption settings.' : null;
}
