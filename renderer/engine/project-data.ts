import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type {
  Asset,
  AssetId,
  Diff,
  Edit,
  HistoryState,
  Job,
  JobId,
  MediaRef,
  ProjectHead,
  ProjectItem,
  ProjectRecord,
  Run,
  RunId,
  Segment,
  SegmentId,
} from '../../native/contract/index.ts';
import { useConnection } from './connection.ts';
import { callEngine } from './engine-client.ts';
import { createGestureQueue } from './gesture-queue.ts';
import { t } from '../i18n/words.ts';

/** The open project as the engine last told it. A mirror: changed by the engine's diffs and by nothing else. */
export interface ProjectData {
  readonly head: ProjectHead;
  readonly project: ProjectRecord;
  /** In the order of import. */
  readonly assets: readonly Asset[];
  /** By asset, then by in point. */
  readonly segments: readonly Segment[];
  readonly history: HistoryState;
}

export interface ProjectState {
  readonly open: ProjectData | null;
  /** The path being opened, for the start screen. */
  readonly opening: string | null;
  readonly runs: ReadonlyMap<RunId, Run>;
  /** Assets whose file is not where it was, and where it may be now. */
  readonly missing: ReadonlyMap<AssetId, string | null>;
  /** Calls that change the project and have not been answered. */
  readonly pendingEdits: number;
  /** Why the last change could not be saved; null when it was. */
  readonly saveError: string | null;
  /** Stops noting where the user looks in this project. */
  readonly forgetView: (() => void) | null;
}

export const useProjectState = create<ProjectState>()(() => ({
  open: null,
  opening: null,
  runs: new Map(),
  missing: new Map(),
  pendingEdits: 0,
  saveError: null,
  forgetView: null,
}));

/** All jobs of the engine, of this project or not, by id. */
export const useJobMap = create<{ readonly jobs: ReadonlyMap<JobId, Job> }>()(() => ({ jobs: new Map() }));

export function useProject(): ProjectData | null {
  return useProjectState((state) => state.open);
}
/** Outside of components: commands, gestures. */
export function projectNow(): ProjectData | null {
  return useProjectState.getState().open;
}

export function useAsset(id: AssetId | null): Asset | null {
  return useProjectState((state) => state.open?.assets.find((asset) => asset.id === id) ?? null);
}
export function useSegments(assetId: AssetId | null): readonly Segment[] {
  return useProjectState(useShallow((state) => state.open?.segments.filter((segment) => segment.assetId === assetId) ?? []));
}

/** Newest first. Null: the runs of all segments. */
export function useRuns(segmentId: SegmentId | null): readonly Run[] {
  return useProjectState(useShallow((state) => runsOf(state, segmentId)));
}

export function runsNow(segmentId: SegmentId | null): readonly Run[] {
  return runsOf(useProjectState.getState(), segmentId);
}

function runsOf({ runs }: { readonly runs: ReadonlyMap<unknown, Run> }, segmentId: SegmentId | null): readonly Run[] {
  return [...runs.values()]
    .filter((run) => segmentId === null || run.segmentId === segmentId)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** In the order of the queue. */
export function useJobs(): readonly Job[] {
  return useJobMap(useShallow((state) => [...state.jobs.values()].sort((a, b) => a.position - b.position)));
}

/** Where the window loads a cached picture or proxy from; null while there is no connection. */
export function useMediaUrl(): ((ref: MediaRef) => string) | null {
  return useConnection((connection) => (connection.status === 'ready' ? connection.mediaUrl : null));
}

export interface Editor {
  /**
   * Resolves when the change is saved and the mirror shows it. Edits with one `gesture` (any id that is new per drag) are
   * one undo step, and while one is on its way only the newest of the others waits: a drag never queues up.
   */
  readonly edit: (edit: Edit, gesture?: string) => Promise<void>;
  /** Takes a drag back (Escape), leaving no redo step. */
  readonly cancelGesture: (gesture: string) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

/** Stable between renders. */
export function useEdit(): Editor {
  return editor;
}

const gestures = createGestureQueue(sendEdit);

/** The same outside of components. Rejections carry an AppError to show. */
export const editor: Editor = {
  edit: (edit, gesture) => (gesture === undefined ? sendEdit(edit, null) : gestures.edit(edit, gesture)),
  cancelGesture: async (gesture) => {
    gestures.drop(gesture);
    await change((projectId) => callEngine('project.cancelGesture', { projectId, gesture }));
  },
  undo: () => change((projectId) => callEngine('project.undo', { projectId })),
  redo: () => change((projectId) => callEngine('project.redo', { projectId })),
};

function sendEdit(edit: Edit, gesture: string | null): Promise<void> {
  return change((projectId) => callEngine('project.edit', { projectId, edit, gesture }));
}

async function change(send: (projectId: ProjectHead['id']) => Promise<{ diff: Diff; history: HistoryState }>): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  useProjectState.setState((state) => ({ pendingEdits: state.pendingEdits + 1 }));
  try {
    // The diff itself comes as `project.changed`, in the order in which the engine made it.
    await send(open.head.id);
    useProjectState.setState({ saveError: null });
  } catch (error) {
    useProjectState.setState({ saveError: error instanceof Error ? error.message : String(error) });
    throw error;
  } finally {
    useProjectState.setState((state) => ({ pendingEdits: state.pendingEdits - 1 }));
  }
}

/** The items of an open project in the shape that the window reads. */
export function arrangeItems(head: ProjectHead, items: readonly ProjectItem[], history: HistoryState): ProjectData {
  const project = items.find((item) => item.kind === 'project');
  if (project === undefined) throw new Error(t('engine.noRecord', { name: head.name }));
  const assets = items
    .filter((item) => item.kind === 'asset')
    .sort((a, b) => a.importedAt.localeCompare(b.importedAt) || a.name.localeCompare(b.name));
  const place = new Map(assets.map((asset, index) => [asset.id, index]));
  const segments = items
    .filter((item) => item.kind === 'segment')
    .sort((a, b) => (place.get(a.assetId) ?? 0) - (place.get(b.assetId) ?? 0) || a.inFrame - b.inFrame || a.outFrame - b.outFrame);
  return { head: { ...head, name: project.name, history }, project, assets, segments, history };
}

/** The project after a change. */
export function applyDiff(open: ProjectData, diff: Diff, history: HistoryState): ProjectData {
  const items = new Map<string, ProjectItem>([open.project, ...open.assets, ...open.segments].map((item) => [item.id, item]));
  for (const item of diff.removed) items.delete(item.id);
  for (const item of diff.added) items.set(item.id, item);
  for (const [, item] of diff.updated) items.set(item.id, item);
  return arrangeItems(open.head, [...items.values()], history);
}
