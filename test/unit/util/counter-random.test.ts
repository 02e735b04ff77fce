import { describe, expect, test } from 'vitest';
import { randomBlock, randomPermutation, toNormal } from '../../../native/util/counter-random.ts';

const hex = (numbers: Uint32Array): string => [...numbers].map((each) => each.toString(16).padStart(8, '0')).join(' ');

describe('Philox4x32-10', () => {
  /** A known answer of Random123 (kat_vectors). The other two have a last counter word other than 0, which is never so here. */
  test('gives the published numbers', () => {
    const out = new Uint32Array(4);

    randomBlock(0, { stream: 0, frame: 0, block: 0 }, out);

    expect(hex(out)).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  });

  test('uses every part of seed and counter', () => {
    const variants = [
      { seed: 1 },
      { seed: 2 ** 32 },
      { seed: Number.MAX_SAFE_INTEGER },
      { stream: 1 },
      { frame: 1 },
      { frame: 0xffffffff },
      { block: 1 },
      { block: 0xffffffff },
    ];
    const seen = variants.map(({ seed = 0, stream = 0, frame = 0, block = 0 }) => {
      const out = new Uint32Array(4);
      randomBlock(seed, { stream, frame, block }, out);
      return hex(out);
    });

    expect(new Set(seen).size).toBe(variants.length);
  });
});

/** Expected: Python's statistics.NormalDist().inv_cdf((bits + 0.5) / 2**32), another implementation of the same algorithm. */
test.each([
  [0, -6.337957754553789],
  [1, -6.166429517819749],
  [12345, -4.535422762090429],
  [0x40000000, -0.6744897498297384],
  [0x7fffffff, -2.9180993729166234e-10],
  [0x80000000, 2.9180993729166234e-10],
  [0xf3333333, 1.6448536276287282],
  [0xffffffff, 6.337957754553789],
])('the normal number of %s', (bits, expected) => {
  expect(Math.abs(toNormal(bits) - expected)).toBeLessThan(1e-12 + 1e-14 * Math.abs(expected));
});

test('normal numbers have the moments of a normal distribution', () => {
  const out = new Uint32Array(4);
  let [sum, squares, fourths] = [0, 0, 0];
  const count = 200_000;
  for (let block = 0; block < count / 4; block += 1) {
    randomBlock(42, { stream: 1, frame: 7, block }, out);
    for (const bits of out) {
      const x = toNormal(bits);
      sum += x;
      squares += x * x;
      fourths += x ** 4;
    }
  }

  // Four standard errors of each moment at this count.
  expect(Math.abs(sum / count)).toBeLessThan(4 / Math.sqrt(count));
  expect(Math.abs(squares / count - 1)).toBeLessThan((4 * Math.SQRT2) / Math.sqrt(count));
  expect(Math.abs(fourths / count - 3)).toBeLessThan((4 * Math.sqrt(96)) / Math.sqrt(count));
});

test('permutations hold every number once, and every order comes', () => {
  const seen = new Set<string>();
  for (let frame = 0; frame < 500; frame += 1) {
    const order = randomPermutation(10, { stream: 3, frame }, 4);
    expect(order.toSorted()).toEqual([0, 1, 2, 3]);
    seen.add(order.join(''));
  }

  expect(seen.size).toBe(24);
});
