import { create } from 'zustand';

/** The marker whose name is being typed, by its frame. */
export const useMarkerNameField = create<{ readonly frame: number | null }>()(() => ({ frame: null }));

export function openMarkerName(frame: number | null): void {
  useMarkerNameField.setState({ frame });
}
