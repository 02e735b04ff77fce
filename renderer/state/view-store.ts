import { create } from 'zustand';
import type { AssetId, MetricName, RunId, ScanLine, SegmentId } from '../../native/contract/index.ts';

export type ViewerMode = 'source' | 'result' | 'wipe' | 'side-by-side' | 'difference';
/** `fit` fills the viewer, `one-to-one` shows a result pixel per screen pixel, `free` is wheel and drag. */
export type ViewerZoomMode = 'fit' | 'one-to-one' | 'free';
export type TimeDisplay = 'timecode' | 'frames' | 'seconds';
export type InspectorTab = 'restore' | 'prompt' | 'results' | 'analysis';

export interface ViewerZoom {
  readonly mode: ViewerZoomMode;
  /** Screen pixels per source display pixel; used in `free` only. */
  readonly scale: number;
  /** Offset of the picture's centre from the viewer's, in screen pixels. */
  readonly panX: number;
  readonly panY: number;
}

/** The temporal profile of the selected segment: its scan line on the picture, its lanes below the segments. */
export interface ProfileView {
  readonly shown: boolean;
  readonly line: ScanLine;
  /** Runs that have a lane; null: the one in the viewer. */
  readonly runIds: readonly RunId[] | null;
}

/** What is remembered per project between sessions. */
export interface RememberedView {
  readonly selectedAssetId: AssetId | null;
  readonly selectedSegmentIds: readonly SegmentId[];
  /** Absolute frame index of the selected asset. */
  readonly playheadFrame: number;
  readonly viewerMode: ViewerMode;
  /** 0..1 of the picture's width: left of it source, right of it result. */
  readonly wipeFraction: number;
  /** The run that the viewer shows as result; null: the newest one that covers the playhead. */
  readonly comparedRunId: RunId | null;
  /** The run that is compared with it in place of the source; null: the source. */
  readonly baseRunId: RunId | null;
  /** Differences are this many times as bright as they are. */
  readonly differenceGain: number;
  readonly loupe: boolean;
  readonly viewerZoom: ViewerZoom;
  /** In and out marks as absolute frames of the selected asset; out is exclusive. */
  readonly markIn: number | null;
  readonly markOut: number | null;
  /** Timeline scale in screen pixels per frame; null: the whole clip fits. */
  readonly pixelsPerFrame: number | null;
  /** First visible frame of the timeline (fractional while scrolling). */
  readonly scrollFrame: number;
  readonly timeDisplay: TimeDisplay;
  readonly loop: boolean;
  readonly inspectorTab: InspectorTab;
  readonly profile: ProfileView;
  /** The measure that Analysis plots. */
  readonly plottedMetric: MetricName;
}

/** What is looked at, never what is edited: project data lives in the engine. */
export interface View extends RememberedView {
  readonly playing: boolean;
  /** Frames per frame: 1 is normal, negative is reverse. */
  readonly playbackRate: number;
  /**
   * Frames that are played, half-open: once, after which the playhead goes to `returnFrame`, or over and over where that is null. Null: playing
   * goes on as loop and marks say.
   */
  readonly passage: { readonly startFrame: number; readonly endFrame: number; readonly returnFrame: number | null } | null;
  /** The playhead or an edge is being dragged: the viewer shows the proxy, which follows the hand. */
  readonly scrubbing: boolean;
  /** What the viewer shows instead of the playhead's frame while an edge is trimmed. */
  readonly previewFrame: number | null;
  /** The user has had enough: lanes that are not there yet are not made, until something of the profile changes. */
  readonly profileStopped: boolean;
  /** While a key is held: the other picture. */
  readonly flipped: boolean;

  readonly selectAsset: (id: AssetId | null) => void;
  /** Selects segments of one asset, and that asset with them. */
  readonly selectSegments: (ids: readonly SegmentId[], assetId?: AssetId) => void;
  /** Moves the playhead, floored to a whole frame >= 0; the caller keeps it inside the asset. */
  readonly seek: (frame: number) => void;
  readonly setPlaying: (playing: boolean, rate?: number) => void;
  readonly playPassage: (passage: NonNullable<View['passage']>) => void;
  readonly setScrubbing: (scrubbing: boolean, previewFrame?: number | null) => void;
  readonly setViewerMode: (mode: ViewerMode) => void;
  readonly setWipeFraction: (fraction: number) => void;
  readonly compareRun: (id: RunId | null) => void;
  readonly compareWith: (id: RunId | null) => void;
  readonly setFlipped: (flipped: boolean) => void;
  readonly setDifferenceGain: (gain: number) => void;
  readonly setLoupe: (loupe: boolean) => void;
  readonly setViewerZoom: (zoom: Partial<ViewerZoom>) => void;
  readonly setMarks: (marks: { readonly markIn?: number | null; readonly markOut?: number | null }) => void;
  readonly setTimelineView: (view: { readonly pixelsPerFrame?: number | null; readonly scrollFrame?: number }) => void;
  readonly setTimeDisplay: (display: TimeDisplay) => void;
  readonly setLoop: (loop: boolean) => void;
  readonly showInspector: (tab: InspectorTab) => void;
  readonly setProfile: (profile: Partial<ProfileView>) => void;
  readonly stopProfile: () => void;
  readonly plotMetric: (name: MetricName) => void;
  /** Takes over what was remembered of a project, or starts afresh. */
  readonly restoreView: (remembered: Partial<RememberedView> | null) => void;
}

export const freshView: RememberedView = {
  selectedAssetId: null,
  selectedSegmentIds: [],
  playheadFrame: 0,
  viewerMode: 'source',
  wipeFraction: 0.5,
  comparedRunId: null,
  baseRunId: null,
  differenceGain: 4,
  loupe: false,
  viewerZoom: { mode: 'fit', scale: 1, panX: 0, panY: 0 },
  markIn: null,
  markOut: null,
  pixelsPerFrame: null,
  scrollFrame: 0,
  timeDisplay: 'timecode',
  loop: false,
  inspectorTab: 'restore',
  profile: { shown: false, line: { axis: 'row', position: 0.5 }, runIds: null },
  plottedMetric: 'flicker',
};

export const useView = create<View>()((set) => ({
  ...freshView,
  playing: false,
  playbackRate: 1,
  passage: null,
  scrubbing: false,
  previewFrame: null,
  profileStopped: false,
  flipped: false,

  selectAsset: (id) =>
    set((view) =>
      id === view.selectedAssetId
        ? {}
        : {
            selectedAssetId: id,
            selectedSegmentIds: [],
            playheadFrame: 0,
            playing: false,
            comparedRunId: null,
            baseRunId: null,
            markIn: null,
            markOut: null,
            pixelsPerFrame: null,
            scrollFrame: 0,
          },
    ),
  selectSegments: (ids, assetId) =>
    set((view) => ({
      selectedSegmentIds: ids,
      ...(assetId === undefined || assetId === view.selectedAssetId
        ? {}
        : {
            selectedAssetId: assetId,
            playheadFrame: 0,
            playing: false,
            comparedRunId: null,
            baseRunId: null,
            markIn: null,
            markOut: null,
            pixelsPerFrame: null,
            scrollFrame: 0,
          }),
    })),
  seek: (frame) => set({ playheadFrame: Math.max(0, Math.floor(frame)) }),
  setPlaying: (playing, rate) => set({ playing, playbackRate: rate ?? 1, passage: null }),
  playPassage: (passage) => set({ passage, playheadFrame: passage.startFrame, playing: true, playbackRate: 1 }),
  setScrubbing: (scrubbing, previewFrame) => set({ scrubbing, previewFrame: previewFrame ?? null }),
  setViewerMode: (viewerMode) => set({ viewerMode }),
  setWipeFraction: (fraction) => set({ wipeFraction: Math.min(1, Math.max(0, fraction)) }),
  compareRun: (comparedRunId) => set({ comparedRunId }),
  compareWith: (baseRunId) => set({ baseRunId }),
  setFlipped: (flipped) => set({ flipped }),
  setDifferenceGain: (differenceGain) => set({ differenceGain }),
  setLoupe: (loupe) => set({ loupe }),
  setViewerZoom: (zoom) => set((view) => ({ viewerZoom: { ...view.viewerZoom, ...zoom } })),
  setMarks: (marks) => set(marks),
  setTimelineView: (view) => set(view),
  setTimeDisplay: (timeDisplay) => set({ timeDisplay }),
  setLoop: (loop) => set({ loop }),
  showInspector: (inspectorTab) => set({ inspectorTab }),
  setProfile: (profile) => set((view) => ({ profile: { ...view.profile, ...profile }, profileStopped: false })),
  stopProfile: () => set({ profileStopped: true }),
  plotMetric: (plottedMetric) => set({ plottedMetric }),
  restoreView: (remembered) => set({ ...freshView, ...remembered, playing: false, playbackRate: 1, scrubbing: false, previewFrame: null }),
}));

/** The part of the view that is worth keeping. */
export function rememberedView(view: View): RememberedView {
  return Object.fromEntries(Object.keys(freshView).map((key) => [key, view[key as keyof RememberedView]])) as unknown as RememberedView;
}
