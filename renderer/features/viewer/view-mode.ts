import type { ViewerMode } from '../../state/view-store.ts';

/** What is on the stage: A is the source (or a run put in its place), B the result. */
export interface Arrangement {
  readonly a: boolean;
  readonly b: boolean;
  readonly as: 'alone' | 'wipe' | 'beside' | 'difference';
}

/** Flipped: the other picture by itself, which is A wherever B is to be seen. Side by side there is no other. */
export function arrangementOf(mode: ViewerMode, flipped: boolean): Arrangement {
  if (flipped && mode !== 'side-by-side') return { a: mode !== 'source', b: mode === 'source', as: 'alone' };
  switch (mode) {
    case 'source':
      return { a: true, b: false, as: 'alone' };
    case 'result':
      return { a: false, b: true, as: 'alone' };
    case 'wipe':
      return { a: true, b: true, as: 'wipe' };
    case 'side-by-side':
      return { a: true, b: true, as: 'beside' };
    case 'difference':
      return { a: true, b: true, as: 'difference' };
  }
}
