import { create } from 'zustand';
import type { ProjectId } from '../../../native/contract/index.ts';

interface Tour {
  /** The sample's project while the tour is on; null: no tour. */
  readonly projectId: ProjectId | null;
  /** Counted from 0. */
  readonly step: number;
}

/** Where in the tour one is. It ends with the window: a tour is taken from its beginning. */
export const useTour = create<Tour>()(() => ({ projectId: null, step: 0 }));

export function endTour(): void {
  useTour.setState({ projectId: null, step: 0 });
}
