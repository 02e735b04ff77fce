import { join } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { Device, Job, ModelCard } from '../contract/index.ts';
import { openDeviceProfiles } from '../jobs/device-profiles.ts';
import { createJobQueue } from '../jobs/job-queue.ts';
import type { RestoredRun } from '../jobs/compute-port.ts';
import { sweepCache } from './cache-sweep.ts';
import type { EngineGuest, EngineHandlers } from './engine-handlers.ts';
import type { EngineOptions, EngineParts } from './engine-parts.ts';
import { createEventBus } from './event-bus.ts';
import type { EngineEventListener } from './event-bus.ts';
import { assetHandlers } from './handlers/asset-handlers.ts';
import { captionHandlers } from './handlers/caption-handlers.ts';
import { deviceHandlers } from './handlers/device-handlers.ts';
import { fileHandlers } from './handlers/file-handlers.ts';
import { infoHandlers } from './handlers/info-handlers.ts';
import { jobHandlers } from './handlers/job-handlers.ts';
import { mediaHandlers } from './handlers/media-handlers.ts';
import { metricsHandlers } from './handlers/metrics-handlers.ts';
import { modelHandlers } from './handlers/model-handlers.ts';
import { pictureHandlers } from './handlers/picture-handlers.ts';
import { shotHandlers } from './handlers/shot-handlers.ts';
import { profileHandlers } from './handlers/profile-handlers.ts';
import { projectHandlers } from './handlers/project-handlers.ts';
import { restoreHandlers } from './handlers/restore-handlers.ts';
import { runHandlers } from './handlers/run-handlers.ts';
import { segmentHandlers } from './handlers/segment-handlers.ts';
import { settingsHandlers } from './handlers/settings-handlers.ts';
import { lazy } from './lazy.ts';
import { createMediaFacts } from './media-facts.ts';
import { withSpeeds } from './model-speeds.ts';
import { createOpenProjects } from './open-projects.ts';
import { createPictureCache } from './picture-cache.ts';
import { openSettingsStore } from './settings-store.ts';

const FIRST_SWEEP_MS = 60_000;
/** The cache is looked through again after so many new pictures. */
const SWEEP_EVERY = 300;

/** All of the product but its window. Serves any number of windows and programs (`serveEngine`). */
export interface Engine {
  readonly handlers: EngineHandlers;
  /** Returns the function that unsubscribes. */
  readonly onEvent: (listener: EngineEventListener) => () => void;
  /** To be told when a window or program went away. */
  readonly guestLeft: (guest: EngineGuest) => void;
  /** The file behind the key of a MediaRef, inside the cache; null when there is none. */
  readonly mediaFile: (key: string) => string | null;
  /** Stops the jobs (those of projects go on when reopened), closes the projects, ends the compute process. */
  readonly close: () => Promise<void>;
}

/** Ready within a second: SQLite, ONNX Runtime and ffmpeg are loaded or looked for when first needed. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const parts = createParts(options);
  const firstSweep = setTimeout(() => void sweepCache(options.cacheDir).catch(() => undefined), FIRST_SWEEP_MS);
  firstSweep.unref();
  return {
    handlers: {
      ...infoHandlers(parts),
      ...deviceHandlers(parts),
      ...fileHandlers(),
      ...metricsHandlers(parts),
      ...modelHandlers(parts),
      ...projectHandlers(parts),
      ...mediaHandlers(parts),
      ...assetHandlers(parts),
      ...pictureHandlers(parts),
      ...shotHandlers(parts),
      ...profileHandlers(parts),
      ...restoreHandlers(parts),
      ...segmentHandlers(parts),
      ...jobHandlers(parts),
      ...runHandlers(parts),
      ...settingsHandlers(parts),
      ...captionHandlers(parts),
    },
    onEvent: parts.events.on,
    guestLeft: parts.projects.guestLeft,
    mediaFile: parts.pictures.file,
    close: async () => {
      clearTimeout(firstSweep);
      await parts.projects.closeAll();
      await parts.queue.close();
    },
  };
}

function createParts(options: EngineOptions): EngineParts {
  const { appVersion, packagesDir, weightsDir, cacheDir, dataDir, ffmpegPath, resourcesDir } = options;
  const events = createEventBus();
  const profiles = openDeviceProfiles(join(dataDir, 'device-profiles.json'));
  const tools = lazy(async () => {
    const { findFfmpeg } = await import('../media/ffmpeg-tools.ts');
    return findFfmpeg({ configuredPath: ffmpegPath, resourcesDir });
  });
  let known: readonly Device[] = [];
  const devices: EngineParts['devices'] = async (asked) => {
    const { probeDevices } = await import('../inference/execution-provider.ts');
    const found = await probeDevices(asked);
    const isNews = known.length === 0;
    known = found;
    if (isNews) void tellSpeeds().catch(() => undefined);
    return [...found];
  };
  const models = lazy(async () => {
    const { openModelStore } = await import('../inference/model-store.ts');
    return openModelStore({ packagesDir, weightsDir });
  });
  /** Does not wait for the devices to be probed, which takes a second or more: the speeds are told when they are. */
  const modelCards = async (): Promise<ModelCard[]> => withSpeeds(await (await models()).list(), { profiles, devices: known });
  const tellSpeeds = async (): Promise<void> => {
    for (const card of await modelCards()) if (card.msPerMegapixel !== null) events.emit('model.changed', card);
  };

  const queue = createJobQueue({
    launchCompute: options.launchCompute,
    places: { appVersion, packagesDir, weightsDir, cacheDir, ffmpegPath, resourcesDir },
    events: {
      jobChanged: (job) => {
        events.emit('job.changed', job);
        if (job.projectId !== null && job.finishedAt !== null) projects.jobEnded(job.projectId);
      },
      jobProgressed: (id, progress) => events.emit('job.progressed', { id, progress }),
      jobForgotten: (id) => events.emit('job.forgotten', { id }),
      runFinished: (job, restored) => void tellRun(job, restored).catch(() => undefined),
    },
    laneOf: async (choice) => {
      const { chooseDevice } = await import('../inference/execution-provider.ts');
      const { provider } = chooseDevice(choice, await devices({ refresh: false }));
      // Every provider but the CPU's drives the same card, and two jobs on it would share its memory.
      return provider === 'cpu' ? 'cpu' : 'gpu';
    },
  });
  const projects = createOpenProjects({ queue: () => queue, events });

  const tellRun = async ({ projectId }: Job, { run, msPerMegapixel }: RestoredRun): Promise<void> => {
    if (projectId !== null) events.emit('run.changed', { projectId, run });
    if (msPerMegapixel === null) return;
    await profiles.record(run, msPerMegapixel);
    const card = (await modelCards()).find(({ id }) => id === run.model.id);
    if (card !== undefined) events.emit('model.changed', card);
  };

  let made = 0;
  const pictures = createPictureCache({
    cacheDir,
    made: () => {
      made += 1;
      if (made % SWEEP_EVERY === 0) void sweepCache(cacheDir).catch(() => undefined);
    },
  });
  return {
    options,
    events,
    tools,
    devices,
    models,
    modelCards,
    profiles,
    recent: lazy(async () => {
      const { openRecentProjects } = await import('../project/recent-projects.ts');
      return openRecentProjects(join(dataDir, 'recent-projects.json'));
    }),
    settings: openSettingsStore(join(dataDir, 'settings.json')),
    facts: createMediaFacts(tools),
    pictures,
    queue,
    projects,
    project: (id) => {
      const entry = projects.get(id);
      if (entry === undefined) throw new AppError('not-found', 'This project is not open any more. Open it again.');
      return entry;
    },
  };
}
