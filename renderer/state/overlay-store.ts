import { create } from 'zustand';

/** What lies over the studio; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'about' | 'settings' | 'captions' | null;

export interface Overlays {
  readonly overlay: Overlay;
  readonly queueOpen: boolean;
}

export const useOverlay = create<Overlays>()(() => ({ overlay: null, queueOpen: false }));

export function showOverlay(overlay: Overlay): void {
  useOverlay.setState({ overlay });
}
