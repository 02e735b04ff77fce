import type { Asset, Edit, ImportRefusal, MethodOutput, ProjectHead, ProjectItem, Run } from '../../native/contract/index.ts';
import { recallView, rememberView } from '../state/remember-view.ts';
import { useView, type RememberedView } from '../state/view-store.ts';
import { callEngine } from './engine-client.ts';
import { claimProject } from './host.ts';
import { newId, newSegmentId } from './new-id.ts';
import { arrangeItems, editor, projectNow, useProjectState, type ProjectData } from './project-data.ts';

/** The path of the project that this tab or window shows, so that a reload comes back to it. */
const openKey = 'interweave.project';

export function projectBeforeReload(): string | null {
  return sessionStorage.getItem(openKey);
}

export async function openProject(path: string): Promise<void> {
  await show(path, () => callEngine('project.open', { path }));
}

export async function createProject(place: { readonly path: string; readonly name: string }): Promise<void> {
  await show(place.path, () => callEngine('project.create', place));
}

export async function closeProject(): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  forget();
  await callEngine('project.close', { projectId: open.head.id });
  await claimProject(null);
}

/** After the connection came back: the engine may be a new process, so the project is opened anew. View state stays. */
export async function reopenProject(): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const head = await callEngine('project.open', { path: open.head.path });
  await load(head);
}

/** Files and folders into the bin; each clip gets a first segment over its whole length, so that it can be restored at once. */
export async function importMedia(paths: readonly string[]): Promise<{ assets: readonly Asset[]; refused: readonly ImportRefusal[] }> {
  const open = projectNow();
  if (open === null || paths.length === 0) return { assets: [], refused: [] };
  const projectId = open.head.id;
  const { assets, refused } = await callEngine('asset.import', { projectId, paths: [...paths] });
  const gesture = newId();
  for (const asset of assets) {
    if (projectNow()?.segments.some((segment) => segment.assetId === asset.id) === true) continue;
    await editor.edit(wholeClip(asset), gesture);
  }
  return { assets, refused };
}

/** The edit that lays a segment over all of a clip. */
export function wholeClip(asset: Asset): Extract<Edit, { type: 'segment.add' }> {
  const name = asset.name.replace(/\.[^.]+$/, '').trim();
  return {
    type: 'segment.add',
    id: newSegmentId(),
    assetId: asset.id,
    fields: { inFrame: 0, outFrame: asset.media.video.frameCount, name: name === '' ? asset.name : name },
  };
}

/** Asks which files are gone; called at opening and after every change of the media. */
export async function checkMedia(): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const { missing } = await callEngine('asset.check', { projectId: open.head.id });
  useProjectState.setState({ missing: new Map(missing.map(({ id, suggestedPath }) => [id, suggestedPath])) });
}

async function show(path: string, open: () => Promise<ProjectHead>): Promise<void> {
  if (useProjectState.getState().opening !== null) return;
  useProjectState.setState({ opening: path });
  try {
    if (!(await claimProject(path))) return;
    const head = await open().catch(async (error: unknown) => {
      await claimProject(projectNow()?.head.path ?? null);
      throw error;
    });
    const before = projectNow();
    if (before !== null && before.head.id !== head.id) await closeProject();
    // A new one has its ending only now, and closing the one before gave up the claim.
    await claimProject(head.path);
    await load(head);
    sessionStorage.setItem(openKey, head.path);
    useView.getState().restoreView(viewThatFits(recallView(head.path), projectNow()));
    useProjectState.setState({ forgetView: rememberView(head.path) });
  } finally {
    useProjectState.setState({ opening: null });
  }
}

/** Items and runs come in pages; the window shows the project when all are there. */
async function load(head: ProjectHead): Promise<void> {
  const projectId = head.id;
  const items: ProjectItem[] = [];
  const runs: Run[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page: MethodOutput<'project.items'> = await callEngine('project.items', { projectId, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page: MethodOutput<'run.list'> = await callEngine('run.list', { projectId, cursor });
    runs.push(...page.items);
    cursor = page.nextCursor;
  }
  useProjectState.setState({
    open: arrangeItems(head, items, head.history),
    runs: new Map(runs.map((run) => [run.id, run])),
    saveError: null,
  });
  await checkMedia();
}

function forget(): void {
  useProjectState.getState().forgetView?.();
  sessionStorage.removeItem(openKey);
  useProjectState.setState({ open: null, runs: new Map(), missing: new Map(), saveError: null, forgetView: null });
  useView.getState().restoreView(null);
}

/** What was remembered may name things that are gone since (the project was edited elsewhere). */
export function viewThatFits(remembered: Partial<RememberedView> | null, open: ProjectData | null): Partial<RememberedView> {
  const first = open?.assets[0];
  const asset = open?.assets.find(({ id }) => id === remembered?.selectedAssetId);
  if (asset === undefined || remembered === null) {
    const segment = open?.segments.find(({ assetId }) => assetId === first?.id);
    return { selectedAssetId: first?.id ?? null, selectedSegmentIds: segment === undefined ? [] : [segment.id] };
  }
  const known = new Set(open?.segments.map(({ id }) => id));
  return {
    ...remembered,
    selectedSegmentIds: (remembered.selectedSegmentIds ?? []).filter((id) => known.has(id)),
    playheadFrame: Math.min(remembered.playheadFrame ?? 0, asset.media.video.frameCount - 1),
  };
}
