import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ThemeName } from '../app/theme.ts';
import type { Language } from '../i18n/words.ts';

/** Where panels stand and how the studio looks: one per person, whatever the project. Sizes in CSS pixels. */
export interface Layout {
  readonly binWidth: number;
  readonly inspectorWidth: number;
  readonly timelineHeight: number;
  /** Of the profile lanes below the segments, added to the timeline's. */
  readonly profileHeight: number;
  readonly binShown: boolean;
  readonly inspectorShown: boolean;
  readonly timelineShown: boolean;
  /** Null: nothing was chosen. Dark then, or high contrast where the system asks for more contrast. */
  readonly theme: ThemeName | null;
  /** Null: the system's, where there are texts in it. */
  readonly language: Language | null;
  readonly advancedShown: boolean;
}

export const defaultLayout: Layout = {
  binWidth: 248,
  inspectorWidth: 332,
  timelineHeight: 248,
  profileHeight: 168,
  binShown: true,
  inspectorShown: true,
  timelineShown: true,
  theme: null,
  language: null,
  advancedShown: false,
};

/** Least and most of each panel, so that the viewer keeps its place at 1280x720. */
export const panelBounds = {
  binWidth: { min: 200, max: 420 },
  inspectorWidth: { min: 288, max: 480 },
  timelineHeight: { min: 192, max: 420 },
  profileHeight: { min: 64, max: 640 },
} as const;
export type PanelSize = keyof typeof panelBounds;

export const useLayout = create<Layout>()(
  persist(() => defaultLayout, { name: 'interweave.layout', version: 2, migrate: layoutOfEarlier }),
);

/** Before version 2 dark was written down for everyone, chosen or not. */
function layoutOfEarlier(stored: unknown): Layout {
  // What this program wrote itself.
  const layout = { ...defaultLayout, ...(stored as Partial<Layout>) };
  return layout.theme === 'dark' ? { ...layout, theme: null } : layout;
}

/** In CSS. The viewer keeps most of the window; with a profile, which is looked at beside the picture, less of it. */
export function timelineHeight(layout: Pick<Layout, 'timelineHeight' | 'profileHeight'>, profileShown: boolean): string {
  return profileShown ? `min(${layout.timelineHeight + layout.profileHeight}px, 48vh)` : `min(${layout.timelineHeight}px, 34vh)`;
}

export function setPanelSize(panel: PanelSize, size: number): void {
  const { min, max } = panelBounds[panel];
  useLayout.setState({ [panel]: Math.round(Math.min(max, Math.max(min, size))) });
}

export function changeLayout(change: Partial<Layout> | ((layout: Layout) => Partial<Layout>)): void {
  useLayout.setState(change);
}
