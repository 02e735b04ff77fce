import { useState } from 'react';

interface Shown {
  readonly url: string;
  /** Absolute frame of the source. */
  readonly frame: number;
}

interface Pair {
  readonly a: Shown | null;
  readonly b: Shown | null;
}

/**
 * Two stills that are laid over each other: until both of a frame are there, both of the frame before stay. A difference of two
 * frames would show movement as if it were damage.
 */
export function useSameFrame(next: Pair, together: boolean): Pair {
  const [held, setHeld] = useState<Pair>(next);
  const complete = !together || next.a === null || next.b === null || next.a.frame === next.b.frame;
  const changed = held.a?.url !== next.a?.url || held.b?.url !== next.b?.url;
  if (complete && changed) setHeld(next);
  return complete ? next : held;
}
