let last: Promise<unknown> = Promise.resolve();

/**
 * Work that reads the project and then changes it, one after the other: a key tapped quickly would otherwise be computed from
 * what the tap before has not changed yet, and be lost. `work` runs even when the one before failed.
 */
export function inTurn(work: () => Promise<void>): Promise<void> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}
