/**
 * Random numbers that are a function of where they stand, not of how many were drawn before: the same seed, stream and counter give the
 * same bits on every machine and in any order. Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11).
 */

/** Where a block of four numbers stands. Unsigned 32-bit parts. */
export interface RandomCounter {
  /** What the numbers are for, so that two uses of one seed do not share them. */
  readonly stream: number;
  readonly frame: number;
  readonly block: number;
}

/** Four unsigned 32-bit numbers, written to `out`. `seed`: 0 to 2^53 - 1. */
export function randomBlock(seed: number, { stream, frame, block }: RandomCounter, out: Uint32Array): void {
  let [c0, c1, c2, c3] = [block, frame, stream, 0];
  let k0 = seed >>> 0;
  let k1 = Math.floor(seed / 2 ** 32) >>> 0;
  for (let round = 0; round < 10; round += 1) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** One standard normal number of an unsigned 32-bit one: the inverse of the normal distribution at (bits + 0.5) / 2^32. */
export function toNormal(bits: number): number {
  // Odd number of 2^-33: exact, never 0 or 1, and symmetric about the middle.
  const odd = bits * 2 + 1;
  const q = odd / 2 ** 33 - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centralTop, r)) / polynomial(centralBottom, r);
  }
  // 32 bits reach 6.3 standard deviations, where r is below 5: the far tail of the algorithm is not needed.
  const r = Math.sqrt(-logOf(q < 0 ? odd : 2 ** 33 - odd)) - 1.6;
  const x = polynomial(tailTop, r) / polynomial(tailBottom, r);
  return q < 0 ? -x : x;
}

/** A permutation of 0 .. count-1, each equally likely but for one part in 2^32. */
export function randomPermutation(seed: number, counter: Omit<RandomCounter, 'block'>, count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  const out = new Uint32Array(4);
  for (let i = count - 1; i > 0; i -= 1) {
    randomBlock(seed, { ...counter, block: i }, out);
    const j = Math.floor((out[0]! / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  // Each sum stays below 2^32, so nothing is lost.
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const lower = (middle & 0xffff) + aLow * bHigh;
  return (aHigh * bHigh + (middle >>> 16) + (lower >>> 16)) | 0;
}

/**
 * ln(odd / 2^33) for 0 < odd < 2^33 by additions and multiplications alone: engines differ in the last bit of Math.log, and
 * a run must give the same bits on all of them.
 */
function logOf(odd: number): number {
  let exponent = odd >= 2 ** 32 ? 32 : 31 - Math.clz32(odd);
  let mantissa = odd / 2 ** exponent;
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  // ln m = 2 artanh((m-1)/(m+1)), |s| <= 0.172: twelve terms reach double precision.
  const s = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let k = 23; k >= 1; k -= 2) sum = sum * s * s + 1 / k;
  return (exponent - 33) * Math.LN2 + 2 * s * sum;
}

type Eight = readonly [number, number, number, number, number, number, number, number];

/** Highest power first. Written out: a loop takes three times as long, and every frame asks for it half a million times. */
function polynomial(c: Eight, x: number): number {
  return ((((((c[0] * x + c[1]) * x + c[2]) * x + c[3]) * x + c[4]) * x + c[5]) * x + c[6]) * x + c[7];
}

/** Algorithm AS241 (Wichura, Applied Statistics 37, 1988): relative error about 1e-16. */
const centralTop: Eight = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
  3.3871328727963665,
];
const centralBottom: Eight = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1,
];
const tailTop: Eight = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
];
const tailBottom: Eight = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
];
