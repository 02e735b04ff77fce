/**
 * What main and the engine's process say to each other. Jobs and calls are not among it: those go over ports that main makes,
 * gives away and forgets.
 */
export type ToEngineProcess =
  /** A window's line, with one port. */
  | { readonly kind: 'connect' }
  /** The line to a compute process that was asked for, with one port. */
  | { readonly kind: 'compute-started'; readonly id: number; readonly pid: number | undefined }
  | { readonly kind: 'compute-exited'; readonly id: number; readonly reason: string }
  /** The answer to `need-caption-key`. */
  | { readonly kind: 'caption-key'; readonly id: number; readonly key: string | null }
  /** Stop the jobs, close the projects, end. */
  | { readonly kind: 'close' };

export type FromEngineProcess =
  /** The engine answers calls; `cacheDir` is where `media://` finds its pictures. */
  | { readonly kind: 'ready'; readonly cacheDir: string }
  /** Whether a job runs now. */
  | { readonly kind: 'working'; readonly working: boolean }
  | { readonly kind: 'launch-compute'; readonly id: number }
  | { readonly kind: 'kill-compute'; readonly id: number }
  /** Frames are about to be sent to this origin: what key goes with them? */
  | { readonly kind: 'need-caption-key'; readonly id: number; readonly origin: string };
