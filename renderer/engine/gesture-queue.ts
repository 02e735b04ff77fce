import type { Edit } from '../../native/contract/index.ts';

export interface GestureQueue {
  readonly edit: (edit: Edit, gesture: string) => Promise<void>;
  /** Drops what waits; what is on its way arrives and is taken back by the engine. */
  readonly drop: (gesture: string) => void;
}

interface Waiting {
  edit: Edit;
  readonly done: Promise<void>;
  readonly settle: (outcome: Promise<void> | undefined) => void;
}

/**
 * A drag makes an edit per pointer move, and each is a transaction in the engine. One is sent at a time, and of those that
 * come meanwhile only the newest waits: the drag follows the hand however slow the disk is.
 */
export function createGestureQueue(send: (edit: Edit, gesture: string) => Promise<void>): GestureQueue {
  const gestures = new Map<string, Waiting | null>();

  const edit = async (next: Edit, gesture: string): Promise<void> => {
    const waiting = gestures.get(gesture);
    if (waiting === undefined) {
      gestures.set(gesture, null);
      try {
        await send(next, gesture);
      } finally {
        const newest = gestures.get(gesture);
        gestures.delete(gesture);
        newest?.settle(edit(newest.edit, gesture));
      }
      return;
    }
    if (waiting !== null) {
      waiting.edit = next;
      return waiting.done;
    }
    let settle: Waiting['settle'] = () => undefined;
    const done = new Promise<undefined>((resolve) => {
      settle = (outcome) => resolve(outcome as Promise<undefined> | undefined);
    });
    gestures.set(gesture, { edit: next, done, settle });
    return done;
  };

  return {
    edit,
    drop: (gesture) => {
      gestures.get(gesture)?.settle(undefined);
      gestures.delete(gesture);
    },
  };
}
