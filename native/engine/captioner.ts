import { readFile } from 'node:fs/promises';
import { AppError, endpointHost, endpointOrigin } from '../contract/index.ts';
import type { Caption, CaptionFrame, CaptionSettings, FrameRange, MediaRef } from '../contract/index.ts';
import type { EngineParts } from './engine-parts.ts';
import { lazy } from './lazy.ts';
import type { SourceFile } from './picture-source.ts';
import { stillPicture } from './still-picture.ts';

/** A clip to look at. */
export interface CaptionedClip extends SourceFile {
  readonly range: FrameRange;
}

export interface DescribeOptions {
  readonly settings: CaptionSettings;
  /** Ask even where the answer is known. */
  readonly again: boolean;
  readonly onText: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Frames out of a clip, an endpoint's words about them, and what is known from before. */
export interface Captioner {
  readonly frames: (clip: CaptionedClip, settings: CaptionSettings, signal: AbortSignal) => Promise<CaptionFrame[]>;
  readonly describe: (clip: CaptionedClip, options: DescribeOptions) => Promise<{ caption: Caption; cached: boolean }>;
  /** About pictures that are no clip's; never from the cache. */
  readonly ask: (refs: readonly MediaRef[], settings: CaptionSettings, signal: AbortSignal) => Promise<string>;
}

export function createCaptioner(parts: EngineParts): Captioner {
  const { options, pictures } = parts;
  const cache = lazy(async () => {
    const { openCaptionCache } = await import('../captions/caption-cache.ts');
    return openCaptionCache(options.cacheDir);
  });

  const bytesOf = (refs: readonly MediaRef[]): Promise<Uint8Array[]> =>
    Promise.all(
      refs.map(async ({ key }) => {
        const path = pictures.file(key);
        if (path === null) throw new AppError('not-found', 'A frame was removed from the cache before it was sent. Try again.');
        return readFile(path);
      }),
    );
  const keyFor = async ({ baseUrl }: CaptionSettings): Promise<string | null> =>
    (await options.captionKey?.(endpointOrigin(baseUrl)))?.key ?? null;

  const frames: Captioner['frames'] = async ({ media, content, range }, { frames: count, frameSidePx }, signal) => {
    const { spreadFrames } = await import('../captions/spread-frames.ts');
    const { displayWidth, displayHeight } = media.video;
    const maxWidth = displayWidth >= displayHeight ? frameSidePx : Math.max(1, Math.round((frameSidePx * displayWidth) / displayHeight));
    const made: CaptionFrame[] = [];
    for (const frame of spreadFrames(range, count)) {
      made.push({ frame, ref: await stillPicture(parts, { media, content, frame, maxWidth, kind: 'sent' }, { signal }) });
    }
    return made;
  };

  return {
    frames,
    describe: async (clip, { settings, again, onText, signal }) => {
      const [{ askEndpoint }, { captionKey }] = await Promise.all([
        import('../captions/ask-endpoint.ts'),
        import('../captions/caption-cache.ts'),
      ]);
      const sent = await frames(clip, settings, signal);
      const jpegs = await bytesOf(sent.map(({ ref }) => ref));
      const captionOf = (text: string, createdAt: string): Caption => ({
        ...{ text, createdAt, model: settings.model, endpointHost: endpointHost(settings.baseUrl) },
        frames: sent.map(({ frame }) => frame),
      });
      const question = captionKey(settings, jpegs);
      const kept = again ? null : await (await cache()).read(question);
      if (kept !== null) return { caption: captionOf(kept.text, kept.createdAt), cached: true };
      const text = await askEndpoint({ settings, key: await keyFor(settings), frames: jpegs, onText, signal });
      const createdAt = new Date().toISOString();
      // An answer that cannot be kept is an answer all the same.
      await (await cache()).write(question, { text, createdAt }).catch(() => undefined);
      return { caption: captionOf(text, createdAt), cached: false };
    },
    ask: async (refs, settings, signal) => {
      const { askEndpoint } = await import('../captions/ask-endpoint.ts');
      return askEndpoint({ settings, key: await keyFor(settings), frames: await bytesOf(refs), signal });
    },
  };
}
