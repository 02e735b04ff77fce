import { create } from 'zustand';

/** Whether the timecode of the transport is a field to type into: G or a click opens it. */
export const useGoToField = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function openGoToField(open: boolean): void {
  useGoToField.setState({ open });
}
