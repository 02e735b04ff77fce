import { stat } from 'node:fs/promises';
import { AppError } from '../contract/index.ts';
import type { Asset, Fingerprint, MediaInfo } from '../contract/index.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { mediaPathCandidates } from '../project/media-location.ts';
import { createSharedWork } from './shared-work.ts';

/** Files whose facts are remembered; the oldest goes first. */
const MAX_REMEMBERED = 500;
/** Of timestamps, which are 8 bytes a frame. */
const MAX_TIMED = 8;

interface Signal {
  readonly signal: AbortSignal;
}

/** What is known of media files, asked anew only when a file changed. */
export interface MediaFacts {
  readonly probe: (path: string, options: Signal) => Promise<MediaInfo>;
  readonly fingerprint: (path: string, options: Signal) => Promise<Fingerprint>;
  /** Timestamps of a clip whose rate varies, which take reading all of it to know; undefined where the rate says them. */
  readonly framePts: (media: MediaInfo, options: Signal) => Promise<Float64Array | undefined>;
  /** Where an asset's file is now: where it was, or moved along with the project. 'media-missing' or 'media-changed' when it is not. */
  readonly locate: (asset: Asset, options: Signal & { readonly projectPath: string }) => Promise<string>;
}

export function createMediaFacts(tools: () => Promise<FfmpegTools>): MediaFacts {
  const probes = createMemory<MediaInfo>();
  const fingerprints = createMemory<Fingerprint>();
  const timestamps = createMemory<Float64Array>(MAX_TIMED);

  const facts: MediaFacts = {
    probe: (path, { signal }) =>
      probes.read(path, signal, async (abort) => {
        const [{ probeMedia }, found] = await Promise.all([import('../media/probe.ts'), tools()]);
        return probeMedia(found, path, { signal: abort });
      }),
    fingerprint: (path, { signal }) =>
      fingerprints.read(path, signal, async () => {
        const { fingerprintFile } = await import('../media/fingerprint.ts');
        return fingerprintFile(path);
      }),
    framePts: async (media, { signal }) => {
      if (!media.video.variableFrameRate) return undefined;
      return timestamps.read(media.path, signal, async (abort) => {
        const [{ readFramePts }, found] = await Promise.all([import('../media/frame-pts.ts'), tools()]);
        return readFramePts(found, media, { signal: abort });
      });
    },
    locate: async (asset, { projectPath, signal }) => {
      let changedPath: string | null = null;
      for (const path of mediaPathCandidates(asset, { projectPath })) {
        signal.throwIfAborted();
        const found = await unlessMissing(facts.fingerprint(path, { signal }));
        if (found === null) continue;
        if (isSame(found, asset.fingerprint)) return path;
        changedPath = path;
      }
      if (changedPath !== null) {
        const advice = 'Put the old file back, or point the media at the right file.';
        throw new AppError('media-changed', `${changedPath} is not the file that was imported as "${asset.name}". ${advice}`);
      }
      throw new AppError('media-missing', `The file of "${asset.name}" is not at ${asset.path} any more. Show where it is now.`);
    },
  };
  return facts;
}

export function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return a.sizeBytes === b.sizeBytes && a.sha256 === b.sha256;
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'media-missing') return null;
    throw error;
  }
}

interface Memory<T> {
  readonly read: (path: string, signal: AbortSignal, find: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Facts by path, good for as long as size and modification time stay. */
function createMemory<T>(maxRemembered = MAX_REMEMBERED): Memory<T> {
  const known = new Map<string, T>();
  const underway = createSharedWork<T>();
  return {
    read: async (path, signal, find) => {
      const key = await versionOf(path);
      const fact = known.get(key);
      if (fact !== undefined) return fact;
      return underway.run(key, signal, async (abort) => {
        const found = await find(abort);
        // A file that grew meanwhile (it is still being copied) is asked again next time.
        if ((await versionOf(path)) === key) known.set(key, found);
        const [oldest] = known.keys();
        if (known.size > maxRemembered && oldest !== undefined) known.delete(oldest);
        return found;
      });
    },
  };
}

async function versionOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return JSON.stringify([path, size, mtimeMs, ino]);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new AppError('no-permission', `${path} cannot be read. Change its permissions, or those of its folder.`, error);
    }
    throw new AppError('media-missing', `There is no file at ${path}. Check the path.`, error);
  }
}
