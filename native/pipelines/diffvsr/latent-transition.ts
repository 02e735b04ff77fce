/** `paper`: eq. 4 of arXiv 2501.10110, 1 to 0. `reference`: the published code, 0.8 to 0.2. */
export type TransitionWeights = 'paper' | 'reference';

/** How much of the window before stays at each frame of an overlap; the rest is the window's own. */
export function transitionWeights(kind: TransitionWeights, overlap: number): readonly number[] {
  const [first, last] = kind === 'paper' ? [1, 0] : [0.8, 0.2];
  return Array.from({ length: overlap }, (_, j) => (overlap === 1 ? (first + last) / 2 : first + ((last - first) * j) / (overlap - 1)));
}

/**
 * Interweaved latent transition (paper section 3.4): the final latents of an overlap are a blend of both windows'. `before` holds the
 * overlap's frames of the window before, `own` this window's, both [frame][...] float32 of one shape; neither is changed.
 */
export function blendOverlap(
  before: readonly Float32Array[],
  own: readonly Float32Array[],
  kind: TransitionWeights,
): Float32Array<ArrayBuffer>[] {
  const weights = transitionWeights(kind, own.length);
  return own.map((latents, j) => blend(before[j]!, latents, weights[j]!));
}

function blend(before: Float32Array, own: Float32Array, stays: number): Float32Array<ArrayBuffer> {
  const blended = new Float32Array(own.length);
  for (let i = 0; i < own.length; i += 1) blended[i] = stays * before[i]! + (1 - stays) * own[i]!;
  return blended;
}
