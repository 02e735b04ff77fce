import { MAX_MESSAGE_BYTES } from '../contract/index.ts';
import type { Diff, HistoryState, ProjectId, ProjectItem } from '../contract/index.ts';
import type { EventBus } from './event-bus.ts';
import { messageBytes } from './message-size.ts';

/** A diff of this size leaves room for the envelope and the history. */
const DIFF_BYTES = MAX_MESSAGE_BYTES - 4096;

export interface ProjectChange {
  readonly diff: Diff;
  readonly history: HistoryState;
}

/**
 * Tells every window of a change, and returns what the caller is answered. A diff too large for one message is
 * told in several, which applied in turn do the same; the answer's diff is then empty, for the events have told it all.
 */
export function tellChange(events: EventBus, projectId: ProjectId, { diff, history }: ProjectChange): ProjectChange {
  const parts = splitDiff(diff, DIFF_BYTES);
  for (const part of parts) events.emit('project.changed', { projectId, diff: part, history });
  return { diff: parts[0] !== undefined && parts.length === 1 ? diff : emptyDiff(), history };
}

type Step = { readonly removed: ProjectItem } | { readonly added: ProjectItem } | { readonly updated: [ProjectItem, ProjectItem] };

/** Removals come first: an added item may refer to nothing that goes. */
export function splitDiff(diff: Diff, limit: number): Diff[] {
  const steps: Step[] = [
    ...diff.removed.map((removed) => ({ removed })),
    ...diff.added.map((added) => ({ added })),
    ...diff.updated.flatMap((updated) => halved(updated, limit)),
  ];
  const parts: Diff[] = [emptyDiff()];
  let room = limit;
  for (const step of steps) {
    const bytes = messageBytes(step, limit);
    if (bytes > room) {
      parts.push(emptyDiff());
      room = limit;
    }
    room -= bytes;
    const part = parts.at(-1) ?? emptyDiff();
    if ('removed' in step) part.removed.push(step.removed);
    else if ('added' in step) part.added.push(step.added);
    else part.updated.push(step.updated);
  }
  return parts.filter((part, index) => index === 0 || !isEmpty(part));
}

/** Two long prompts, before and after, do not fit into one message: then the item is taken away and put back. */
function halved(updated: [ProjectItem, ProjectItem], limit: number): Step[] {
  if (messageBytes(updated, limit) < limit) return [{ updated }];
  return [{ removed: updated[0] }, { added: updated[1] }];
}

function emptyDiff(): Diff {
  return { added: [], updated: [], removed: [] };
}

function isEmpty({ added, updated, removed }: Diff): boolean {
  return added.length + updated.length + removed.length === 0;
}
