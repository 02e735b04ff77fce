import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError, ProjectId, ProjectRecord } from '../contract/index.ts';
import type {
  Asset,
  AssetId,
  Diff,
  HistoryState,
  Job,
  JobId,
  Marker,
  OutputSettings,
  ProjectHead,
  ProjectItem,
  Recipe,
  Run,
  RunId,
  Segment,
  SegmentId,
} from '../contract/index.ts';
import { diffOf } from './diff.ts';
import { changesOfAssets, changesOfEdit, changesOfSegments } from './edit-changes.ts';
import type { StoredEdit } from './edit-changes.ts';
import { openHistory } from './history.ts';
import type { PastSegment } from './history.ts';
import { openItemTable } from './item-table.ts';
import { openJobTable } from './job-table.ts';
import { schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Page } from './page.ts';
import { createProjectFile, openProjectFile } from './project-file.ts';
import type { ProjectFile } from './project-file.ts';
import { copyProject } from './project-copy.ts';
import type { MovedFiles } from './project-copy.ts';
import { openRunTable } from './run-table.ts';
import type { RunChanges } from './run-table.ts';

/** What an edit, an undo or a redo did, and what can be undone and redone now. */
export interface ProjectChange {
  readonly diff: Diff;
  readonly history: HistoryState;
}

/**
 * An open project file. Every function is one transaction: when it returns, the change is on the disk; when it
 * throws, nothing was changed. All throw AppError: 'disk-full', 'project-corrupt' (naming the damaged record) ...
 */
export interface OpenProject {
  readonly head: () => ProjectHead;
  /** Null when there is none (any more). */
  readonly item: (id: string) => ProjectItem | null;
  /** All items, in pages that fit into one message. */
  readonly items: (cursor: string | null) => Page<ProjectItem>;
  /** 'bad-input', 'not-found' or 'conflict' when it cannot be done. An edit that changes nothing makes no step. */
  readonly edit: (edit: StoredEdit, options?: { readonly gesture?: string | null | undefined }) => ProjectChange;
  /** Adds assets and replaces those with a known id, as one undo step. Refuses a replacement too short for its segments. */
  readonly putAssets: (assets: readonly Asset[], options: { readonly label: string }) => ProjectChange;
  /** Adds segments, and gives assets these markers in place of their own, as one undo step. */
  readonly addSegments: (
    segments: readonly Segment[],
    options: { readonly label: string; readonly markers?: ReadonlyMap<AssetId, readonly Marker[]> },
  ) => ProjectChange;
  /** Takes an unfinished gesture back, leaving no redo step; does nothing when it changed nothing. */
  readonly cancelGesture: (gesture: string) => ProjectChange;
  /** The diff is empty when there is nothing to undo. */
  readonly undo: () => ProjectChange;
  readonly redo: () => ProjectChange;
  /** What the segment was before each of its undo steps that are kept, undone ones too, newest first. */
  readonly pastSegments: (id: SegmentId) => PastSegment[];

  readonly saveJob: (job: Job) => void;
  readonly deleteJob: (id: JobId) => void;
  /** In the order of the queue, with the id that this project has now. */
  readonly jobs: () => Job[];

  readonly saveRun: (run: Run) => void;
  /** Newest first, in pages that fit into one message. */
  readonly runs: (cursor: string | null) => Page<Run>;
  readonly run: (id: RunId) => Run;
  readonly updateRun: (id: RunId, changes: RunChanges) => Run;
  /** Returns what it was, so that the caller can delete the file it wrote. */
  readonly removeRun: (id: RunId) => Run;

  /** Writes a copy under another name, without the queue. 'output-exists' when there is a file already. */
  readonly saveCopy: (path: string, options: { readonly name: string; readonly moved?: MovedFiles }) => Promise<void>;

  /** Lets the lock go; the project is one file again. */
  readonly close: () => void;
}

export interface NewProject {
  readonly path: string;
  readonly name: string;
  /** What new segments start with. */
  readonly recipe: Recipe;
  readonly output: OutputSettings;
}

/** Makes a project file and opens it. 'output-exists' when there is a file already. */
export function createProject({ path, name, recipe, output }: NewProject): OpenProject {
  const parsed = ProjectRecord.safeParse({ kind: 'project', id: 'project', name, recipe, output });
  if (!parsed.success) throw new AppError('bad-input', `"${name}" cannot be a project's name. Use 1 to 200 characters.`, parsed.error);
  const file = createProjectFile(resolve(path), {
    migrations,
    fill: (empty) => openItemTable(empty).apply(diffOf([{ from: null, to: parsed.data }])),
  });
  return openStore(file);
}

/** 'project-missing', 'project-corrupt', 'project-newer', 'project-locked' or 'no-permission' when it cannot be opened. */
export function openProject(path: string): OpenProject {
  return openStore(openProjectFile(resolve(path), { migrations }));
}

function openStore(file: ProjectFile): OpenProject {
  try {
    return store(file);
  } catch (error) {
    file.close();
    throw error;
  }
}

function store(file: ProjectFile): OpenProject {
  const id = projectIdOf(file.path);
  const { items, history, jobs, runs } = file.transaction(() => {
    const table = openItemTable(file);
    // Refuses a file without a readable project record now, not at the first edit.
    table.project();
    return { items: table, history: openHistory(file, table), jobs: openJobTable(file, id), runs: openRunTable(file) };
  });
  const changed = (diff: Diff): ProjectChange => ({ diff, history: history.state() });

  return {
    head: () => ({
      id,
      path: file.path,
      name: file.transaction(() => items.project().name),
      schemaVersion: file.transaction(() => schemaVersion(file.database)),
      history: history.state(),
      backupPath: file.backupPath,
    }),
    item: (itemId) => file.transaction(() => items.item(itemId)),
    items: (cursor) => file.transaction(() => items.page(cursor)),
    edit: (edit, { gesture = null } = {}) =>
      changed(
        history.record(
          () => {
            const { label, changes } = changesOfEdit(edit, items);
            return { label, diff: diffOf(changes) };
          },
          { gesture },
        ),
      ),
    putAssets: (assets, { label }) => changed(history.record(() => ({ label, diff: diffOf(changesOfAssets(assets, items)) }))),
    addSegments: (segments, { label, markers = new Map<AssetId, readonly Marker[]>() }) =>
      changed(
        history.record(() => {
          const marked = [...markers].flatMap(([id, of]) => changesOfEdit({ type: 'asset.markers', id, markers: [...of] }, items).changes);
          return { label, diff: diffOf([...changesOfSegments(segments, items), ...marked]) };
        }),
      ),
    cancelGesture: (gesture) => changed(history.cancelGesture(gesture)),
    undo: () => changed(history.undo()),
    redo: () => changed(history.redo()),
    pastSegments: history.pastSegments,
    saveJob: jobs.save,
    deleteJob: jobs.remove,
    jobs: jobs.list,
    saveRun: runs.save,
    runs: runs.page,
    run: runs.get,
    updateRun: runs.update,
    removeRun: runs.remove,
    saveCopy: (path, { name, moved }) => copyProject(file, { path: resolve(path), name, moved }),
    close: file.close,
  };
}

/** By place and not by content, so that a project and its copy can be open side by side. */
function projectIdOf(path: string): ProjectId {
  return ProjectId.parse(createHash('sha256').update(realpathSync(path)).digest('hex').slice(0, 32));
}
