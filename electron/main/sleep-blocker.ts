import { powerSaveBlocker } from 'electron';

/** Keeps the machine awake while jobs run; its screen may go dark. */
export interface SleepBlocker {
  readonly set: (working: boolean) => void;
}

export function createSleepBlocker(): SleepBlocker {
  let held: number | null = null;
  return {
    set: (working) => {
      if (working === (held !== null)) return;
      if (held !== null) powerSaveBlocker.stop(held);
      held = working ? powerSaveBlocker.start('prevent-app-suspension') : null;
    },
  };
}
