import type { ExportedFile, Job, JobId, JobProgress, RpcError, Run } from '../contract/index.ts';

/**
 * The engine's end of a compute process: the process that holds the model sessions and runs jobs.
 * Each host adapts its own way to start one (`compute-port-node.ts` forks; Electron asks its main process).
 */
export interface ComputePort {
  /** Undefined where the host does not tell. */
  readonly pid: number | undefined;
  readonly post: (message: ToCompute) => void;
  readonly onMessage: (listener: (message: FromCompute) => void) => void;
  /** Called once, however the process ended. `reason` is for people: "signal SIGKILL", "exit code 1". */
  readonly onExit: (listener: (reason: string) => void) => void;
  /** Ends the process, and what it started where the system allows, at once and without asking. */
  readonly kill: () => void;
}
export type ComputeLauncher = () => ComputePort;

/** The compute process's own end of the same line. */
export interface ComputeParentPort {
  readonly post: (message: FromCompute) => void;
  readonly onMessage: (listener: (message: ToCompute) => void) => void;
  /** The parent went away: nobody waits for results any more. */
  readonly onClose: (listener: () => void) => void;
}

/** Where things are; sent along with every job, so that a compute process starts without settings of its own. */
export interface ComputePlaces {
  readonly appVersion: string;
  readonly packagesDir: string;
  readonly weightsDir: string;
  /** The engine's cache folder; checkpoints go below it. */
  readonly cacheDir: string;
  /** The ffmpeg the user chose; undefined: found as usual. */
  readonly ffmpegPath?: string | undefined;
  /** Folder of an installed app that may hold its own ffmpeg. */
  readonly resourcesDir?: string | undefined;
}

export interface JobOptions {
  /** True: an existing file at the output path is replaced when the new one is complete. */
  readonly overwrite: boolean;
  /** False: frames kept from an interrupted run of the same work are thrown away first. */
  readonly resume: boolean;
}

/** What a job came to. */
export type JobOutcome = RestoredRun | { readonly type: 'exported'; readonly written: ExportedFile };

export interface RestoredRun {
  readonly type: 'restored';
  readonly run: Run;
  /** Inference time per source megapixel of what was computed (not read back) this time, counted as the estimate counts; null when there was none. */
  readonly msPerMegapixel: number | null;
}

export type ToCompute =
  | { readonly kind: 'run-job'; readonly job: Job; readonly options: JobOptions; readonly places: ComputePlaces }
  /** `keepFrames`: the restored frames stay in the checkpoint, because the job goes on later. */
  | { readonly kind: 'cancel-job'; readonly id: JobId; readonly keepFrames: boolean }
  | { readonly kind: 'pause-job'; readonly id: JobId }
  | { readonly kind: 'resume-job'; readonly id: JobId };

export type FromCompute =
  | { readonly kind: 'progressed'; readonly id: JobId; readonly progress: JobProgress; readonly rssBytes: number }
  | { readonly kind: 'noted'; readonly id: JobId; readonly message: string }
  | { readonly kind: 'finished'; readonly id: JobId; readonly outcome: JobOutcome }
  | { readonly kind: 'failed'; readonly id: JobId; readonly error: RpcError };
