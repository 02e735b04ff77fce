import type { Device, ModelCard, ProjectId } from '../contract/index.ts';
import type { ModelStore } from '../inference/model-store.ts';
import type { ComputeLauncher } from '../jobs/compute-port.ts';
import type { DeviceProfiles } from '../jobs/device-profiles.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { RecentProjects } from '../project/recent-projects.ts';
import type { AppPaths } from '../util/app-paths.ts';
import type { EventBus } from './event-bus.ts';
import type { MediaFacts } from './media-facts.ts';
import type { OpenProjects, OpenProjectEntry } from './open-projects.ts';
import type { PictureCache } from './picture-cache.ts';
import type { SettingsStore } from './settings-store.ts';

export interface EngineOptions extends AppPaths {
  readonly appVersion: string;
  readonly launchCompute: ComputeLauncher;
  /** The key for captions of one origin, asked for whenever one is sent and kept by nobody; null, or no function, where there is none. */
  readonly captionKey?: (origin: string) => Promise<CaptionKey | null>;
}

export interface CaptionKey {
  readonly key: string;
  readonly from: 'key-store' | 'environment';
}

/** What the handlers share. Whatever is slow to load or to ask is a function, and asked at first use. */
export interface EngineParts {
  readonly options: EngineOptions;
  readonly events: EventBus;
  /** 'ffmpeg-missing' until it is there; looked for again after that. */
  readonly tools: () => Promise<FfmpegTools>;
  readonly devices: (options: { readonly refresh: boolean; readonly signal?: AbortSignal }) => Promise<Device[]>;
  readonly models: () => Promise<ModelStore>;
  /** The packages as the UI shows them, with the speeds measured on this machine as far as its devices are known. */
  readonly modelCards: () => Promise<ModelCard[]>;
  readonly profiles: DeviceProfiles;
  readonly recent: () => Promise<RecentProjects>;
  readonly settings: SettingsStore;
  readonly facts: MediaFacts;
  readonly pictures: PictureCache;
  readonly queue: JobQueue;
  readonly projects: OpenProjects;
  /** 'not-found' when it is not open. */
  readonly project: (id: ProjectId) => OpenProjectEntry;
}
