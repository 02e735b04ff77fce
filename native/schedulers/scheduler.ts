/** What a multistep solver remembers from one step to the next. Plain data that nobody changes. */
export interface StepMemory {
  /** Predicted clean latents of the last step. */
  readonly lastClean: Float32Array;
  /** UniPC: those of the step before it, and the latents the last step started from. */
  readonly beforeLastClean: Float32Array | null;
  readonly lastSample: Float32Array | null;
  /** UniPC: the order of the last step's predictor. */
  readonly lastOrder: number;
}

export interface StepInput {
  /** What the denoiser answered (v or noise, as the package says), after guidance. */
  readonly modelOutput: Float32Array;
  /** One of `timesteps`. */
  readonly timestep: number;
  /** The latents that the denoiser was given. */
  readonly sample: Float32Array;
  /** What the step before answered; null at the first. */
  readonly memory: StepMemory | null;
}

export interface StepResult {
  /** The latents of the next, less noisy timestep. */
  readonly prevSample: Float32Array;
  readonly memory: StepMemory | null;
}

/**
 * How noisy latents become clean ones (diffusers' word and grammar). All schedulers here keep the variance, so latents start as
 * plain normal noise and the denoiser gets them as they are. Pure: the same input always gives the same bits, and arrays
 * that were passed in are only read.
 */
export interface Scheduler {
  /** In order of use, falling. */
  readonly timesteps: readonly number[];
  readonly step: (input: StepInput) => StepResult;
}
