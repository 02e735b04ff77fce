import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SchedulerConfig, SchedulerName } from '../../../native/contract/index.ts';
import { createScheduler } from '../../../native/schedulers/create-scheduler.ts';
import { alphasCumprod } from '../../../native/schedulers/noise-schedule.ts';
import type { StepMemory } from '../../../native/schedulers/scheduler.ts';
import { addNoise } from '../../../native/schedulers/scheduling-ddpm.ts';

const trained = { numTrainTimesteps: 1000, betaStart: 0.0001, betaEnd: 0.02 } as const;
const linear = { ...trained, betaSchedule: 'linear' } as const;
const scaledLinear = { ...trained, betaSchedule: 'scaled-linear' } as const;
const published: SchedulerConfig = {
  noise: linear,
  predictionType: 'v-prediction',
  timestepSpacing: 'leading',
  stepsOffset: 1,
  setAlphaToOne: false,
};

/** Made by test/fixtures/diffusers/make-traces.py with diffusers itself. */
const Traces = z.object({
  start: z.array(z.number()),
  traces: z.array(
    SchedulerConfig.pick({ timestepSpacing: true, predictionType: true }).extend({
      scheduler: SchedulerName,
      steps: z.int(),
      betaSchedule: z.enum(['linear', 'scaled-linear']),
      timesteps: z.array(z.int()),
      samples: z.array(z.array(z.number())),
    }),
  ),
  addNoise: z.array(z.object({ noiseLevel: z.int(), noisy: z.array(z.number()) })),
});
const stored = Traces.parse(JSON.parse(readFileSync(new URL('../../fixtures/diffusers/traces.json', import.meta.url), 'utf8')));

/** Float32 in another order of operations: 1e-6 of the largest latent, over up to 20 steps (7.4e-7 was the largest seen). */
function expectClose(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  const scale = Math.max(1, ...expected.map(Math.abs));
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value) / scale, `${what}, element ${i}: ${actual[i]!} for ${value}`).toBeLessThan(1e-6);
  });
}

describe('against diffusers itself, step by step', () => {
  test.each(stored.traces)('$scheduler, $steps steps, $timestepSpacing, $predictionType, $betaSchedule', (trace) => {
    const config: SchedulerConfig = {
      noise: { ...trained, betaSchedule: trace.betaSchedule },
      predictionType: trace.predictionType,
      timestepSpacing: trace.timestepSpacing,
      stepsOffset: trace.timestepSpacing === 'leading' ? 1 : 0,
      setAlphaToOne: false,
    };
    const scheduler = createScheduler(trace.scheduler, config, { numInferenceSteps: trace.steps });
    expect(scheduler.timesteps).toEqual(trace.timesteps);

    let sample = new Float32Array(stored.start);
    let memory: StepMemory | null = null;
    for (const [index, timestep] of scheduler.timesteps.entries()) {
      const modelOutput = sample.map((x) => x / (1 + x * x) + (0.2 * timestep) / 1000);
      const result: { prevSample: Float32Array; memory: StepMemory | null } = scheduler.step({ modelOutput, timestep, sample, memory });
      sample = new Float32Array(result.prevSample);
      memory = result.memory;
      expectClose(sample, trace.samples[index]!, `after step ${index}`);
    }
  });

  test.each(stored.addNoise)('noise on the low-resolution condition at level $noiseLevel', ({ noiseLevel, noisy }) => {
    const sample = new Float32Array(stored.start);

    const actual = addNoise({ schedule: scaledLinear, noiseLevel, sample, noise: sample.toReversed() });

    expectClose(actual, noisy, 'noisy');
  });
});

describe('golden numbers of the specification, section 1.10', () => {
  test('cumulative products of the linear schedule', () => {
    const products = alphasCumprod(linear);
    const golden = [
      [0, 0.999899983],
      [1, 0.999780059],
      [21, 0.99322027],
      [41, 0.978868604],
      [101, 0.893250942],
      [481, 0.0939502344],
      [501, 0.0770124719],
      [961, 8.57309715e-5],
      [981, 5.787794e-5],
      [999, 4.03583035e-5],
    ] as const;
    for (const [t, product] of golden) expect(Math.abs(products[t]! / product - 1), `t=${t}`).toBeLessThan(1e-6);
  });

  test('roots of the scaled-linear schedule', () => {
    const products = alphasCumprod(scaledLinear);
    const golden = [
      [20, 0.998649716, 0.0519491993],
      [50, 0.995411396, 0.0956878662],
      [120, 0.979560077, 0.201152027],
      [150, 0.968226194, 0.250076145],
      [350, 0.800302505, 0.599596441],
    ] as const;
    for (const [n, signal, spread] of golden) {
      expect(Math.sqrt(products[n]!)).toBeCloseTo(signal, 6);
      expect(Math.sqrt(1 - products[n]!)).toBeCloseTo(spread, 6);
    }
  });

  test('the published timesteps, and two DDIM steps', () => {
    const scheduler = createScheduler('ddim', published, { numInferenceSteps: 50 });
    const modelOutput = Float32Array.of(0.5);

    const first = scheduler.step({ modelOutput, timestep: 981, sample: Float32Array.of(1), memory: null });
    const second = scheduler.step({ modelOutput, timestep: 961, sample: first.prevSample, memory: null });

    expect(scheduler.timesteps.slice(0, 2)).toEqual([981, 961]);
    expect(scheduler.timesteps.slice(-2)).toEqual([21, 1]);
    expect(first.prevSample[0]).toBeCloseTo(0.999172934, 6);
    expect(second.prevSample[0]).toBeCloseTo(0.998188903, 6);
  });
});

test.each([0, 1000, 10_000, -1, 2.5])('refuses %s steps and says what the model takes', (numInferenceSteps) => {
  expect(() => createScheduler('ddim', published, { numInferenceSteps })).toThrow(/in 1 to 999 steps, not in/);
});

test.each([-1, 1000, 0.5])('refuses the noise level %s', (noiseLevel) => {
  const sample = Float32Array.of(0);
  expect(() => addNoise({ schedule: scaledLinear, noiseLevel, sample, noise: sample })).toThrow(/outside 0 to 999/);
});
