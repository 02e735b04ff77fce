import type { NoiseSchedule } from '../contract/index.ts';

/**
 * The cumulative products of 1 - beta, one per training timestep, as float32. The roundings are those of the reference
 * (torch: float32 betas, the product carried in double), because the last values lie near 4e-5 and errors there show.
 */
export function alphasCumprod({ numTrainTimesteps, betaStart, betaEnd, betaSchedule }: NoiseSchedule): Float32Array {
  const scaled = betaSchedule === 'scaled-linear';
  const line = linspace(scaled ? Math.sqrt(betaStart) : betaStart, scaled ? Math.sqrt(betaEnd) : betaEnd, numTrainTimesteps);
  const products = new Float32Array(numTrainTimesteps);
  let product = 1;
  for (let t = 0; t < numTrainTimesteps; t += 1) {
    const beta = scaled ? Math.fround(line[t]! * line[t]!) : line[t]!;
    product *= Math.fround(1 - beta);
    products[t] = product;
  }
  return products;
}

/** As torch does it: from both ends towards the middle, in float32. */
function linspace(start: number, end: number, count: number): Float32Array {
  const line = new Float32Array(count);
  const [first, last] = [Math.fround(start), Math.fround(end)];
  const step = count > 1 ? Math.fround(Math.fround(last - first) / (count - 1)) : 0;
  const middle = count >> 1;
  for (let i = 0; i < count; i += 1) line[i] = i < middle ? first + step * i : last - step * (count - i - 1);
  return line;
}
