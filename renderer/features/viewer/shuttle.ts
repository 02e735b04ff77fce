/** How the keys J, K and L stand. `rate` 0 is stopped; negative plays backwards. */
export interface Shuttle {
  readonly rate: number;
  readonly kHeld: boolean;
}

export type ShuttleEvent =
  | { readonly type: 'press'; readonly key: 'j' | 'k' | 'l' }
  | { readonly type: 'release'; readonly key: 'j' | 'k' | 'l' }
  /** Something else started, stopped or slowed the playing: Space, the end of the clip. */
  | { readonly type: 'set'; readonly rate: number };

export const stillShuttle: Shuttle = { rate: 0, kHeld: false };

const fastest = 8;
const slow = 0.25;

/**
 * L plays forwards, each further press doubles (1x 2x 4x 8x); J the same backwards; against the direction of travel it slows
 * down first. K stops; with K held, J and L play slowly for as long as they are held.
 */
export function shuttle(state: Shuttle, event: ShuttleEvent): Shuttle {
  switch (event.type) {
    case 'set':
      return { ...state, rate: event.rate };
    case 'press':
      if (event.key === 'k') return { rate: 0, kHeld: true };
      return { ...state, rate: state.kHeld ? direction(event.key) * slow : pushed(state.rate, direction(event.key)) };
    case 'release': {
      const slowly = Math.abs(state.rate) === slow;
      if (event.key === 'k') return { rate: slowly ? 0 : state.rate, kHeld: false };
      return slowly ? { ...state, rate: 0 } : state;
    }
  }
}

/** The next speed in the direction of the key. */
function pushed(rate: number, towards: 1 | -1): number {
  if (Math.abs(rate) < 1) return towards;
  if (Math.sign(rate) === towards) return towards * Math.min(fastest, Math.abs(rate) * 2);
  return Math.abs(rate) === 1 ? towards : rate / 2;
}

function direction(key: 'j' | 'l'): 1 | -1 {
  return key === 'l' ? 1 : -1;
}
