import { create } from 'zustand';

/** Width of the tracks in CSS pixels as last laid out: commands zoom around what is on screen. */
export const useTimelineExtent = create<{ readonly width: number }>()(() => ({ width: 1000 }));
