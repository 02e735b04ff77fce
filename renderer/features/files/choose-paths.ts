import { callHost, hasDesktop } from '../../engine/host.ts';
import { t } from '../../i18n/words.ts';
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

/** Where a file goes; a name that is taken has been agreed to be replaced. `extension` with its dot. */
export async function chooseSavePlace(wanted: {
  readonly title: string;
  readonly suggestedName: string;
  readonly extension: string;
  readonly typeName: string;
}): Promise<string | null> {
  const { title, suggestedName, extension, typeName } = wanted;
  return hasDesktop()
    ? (await callHost('dialog.saveFile', { title, suggestedName, extension: extension.slice(1), typeName })).path
    : first(await browseFiles({ type: 'save-file', title, suggestedName, extension }));
}

export async function chooseFolder(title: string): Promise<string | null> {
  return hasDesktop() ? (await callHost('dialog.chooseFolder', { title })).path : first(await browseFiles({ type: 'folder', title }));
}

/** Where the file of a clip is now; starts where it was. */
export async function chooseMoved(oldPath: string): Promise<string | null> {
  if (hasDesktop()) return first((await callHost('dialog.openMedia', {})).paths);
  return first(await browseFiles({ type: 'relink', name: baseName(oldPath) }, folderOf(oldPath)));
}

/** An edit of another program, whose cuts become segments. */
export async function chooseEdit(): Promise<string | null> {
  const wanted = { title: t('files.importSegments'), typeName: t('files.edits'), extensions: ['edl', 'otio', 'fcpxml', 'csv'] };
  return hasDesktop() ? (await callHost('dialog.openFile', wanted)).path : first(await browseFiles({ type: 'edit' }));
}

/** An ncnn `.param` file or a package's `manifest.json`. The desktop's media dialog would hide it, so this is always the studio's own. */
export async function chooseModel(): Promise<string | null> {
  return first(await browseFiles({ type: 'model' }));
}

function first(paths: readonly string[]): string | null {
  return paths[0] ?? null;
}
