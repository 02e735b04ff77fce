import { callHost, hasDesktop } from '../../engine/host.ts';
import { browseFiles } from './file-browser-store.ts';
import { baseName, folderOf } from './paths.ts';

// The desktop's dialogs where they can be used; else the studio's own, which shows the engine's folders.

export async function chooseMedia(): Promise<readonly string[]> {
  return hasDesktop() ? (await callHost('dialog.openMedia', {})).paths : browseFiles({ type: 'media' });
}

export async function chooseProject(): Promise<string | null> {
  return hasDesktop() ? (await callHost('dialog.openProject', {})).path : first(await browseFiles({ type: 'project' }));
}

export async function chooseProjectPlace(suggestedName: string): Promise<string | null> {
  return hasDesktop()
    ? (await callHost('dialog.saveProject', { suggestedName })).path
    : first(await browseFiles({ type: 'save', suggestedName }));
}

export async function chooseFolder(title: string): Promise<string | null> {
  return hasDesktop() ? (await callHost('dialog.chooseFolder', { title })).path : first(await browseFiles({ type: 'folder', title }));
}

/** Where the file of a clip is now; starts where it was. */
export async function chooseMoved(oldPath: string): Promise<string | null> {
  if (hasDesktop()) return first((await callHost('dialog.openMedia', {})).paths);
  return first(await browseFiles({ type: 'relink', name: baseName(oldPath) }, folderOf(oldPath)));
}

/** An ncnn `.param` file or a package's `manifest.json`. The desktop's media dialog would hide it, so this is always the studio's own. */
export async function chooseModel(): Promise<string | null> {
  return first(await browseFiles({ type: 'model' }));
}

function first(paths: readonly string[]): string | null {
  return paths[0] ?? null;
}
