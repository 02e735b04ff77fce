import { newId } from '../../engine/new-id.ts';

/** Typing rests: what stands there goes to the project. */
const restMs = 300;
/** Typing rests for longer: what comes next is an undo step of its own. */
const burstMs = 2000;

export interface TypingBurst {
  readonly type: (text: string) => void;
  /** Sends what was not sent yet and ends the burst; resolves when it has arrived. */
  readonly end: () => Promise<void>;
}

/**
 * Between a text field and the project: a burst of typing is one undo step. One change is on its way at a time, and of those that come
 * meanwhile only the newest waits, so typing never waits itself.
 */
export function createTypingBurst(send: (text: string, gesture: string) => Promise<void>): TypingBurst {
  let gesture: string | null = null;
  let unsent: { readonly text: string; readonly gesture: string } | null = null;
  let sending: Promise<void> | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let burst: ReturnType<typeof setTimeout> | undefined;

  const sendAll = async (): Promise<void> => {
    while (unsent !== null) {
      const next = unsent;
      unsent = null;
      await send(next.text, next.gesture);
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(rest);
    sending ??= sendAll().finally(() => (sending = null));
    return sending;
  };
  return {
    type: (text) => {
      gesture ??= newId();
      unsent = { text, gesture };
      clearTimeout(rest);
      clearTimeout(burst);
      rest = setTimeout(() => void flush(), restMs);
      burst = setTimeout(() => (gesture = null), burstMs);
    },
    end: () => {
      clearTimeout(burst);
      gesture = null;
      return flush();
    },
  };
}
