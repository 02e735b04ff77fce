import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { clipboard, dialog, shell } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';
import { AppError, CLIPBOARD_MARK } from '../../native/contract/index.ts';
import type { HostMethod, HostMethods } from '../../native/contract/index.ts';
import { t } from '../../renderer/i18n/words.ts';
import type { CaptionKeys } from './caption-keys.ts';
import { isOnThisMachine } from './launch-options.ts';
import type { RemoteEngine } from './launch-options.ts';
import type { Session } from './session.ts';
import { createSystemNotices } from './system-notice.ts';

type Input<M extends HostMethod> = HostMethods[M]['input']['_zod']['output'];
type Output<M extends HostMethod> = HostMethods[M]['output']['_zod']['output'];

/** One function per method of the contract's host api. Inputs have been validated. */
export type Host = { readonly [M in HostMethod]: (input: Input<M>) => Promise<Output<M>> };

export interface HostOptions {
  readonly window: BrowserWindow;
  readonly remoteEngine: RemoteEngine | null;
  readonly captionKeys: CaptionKeys;
  /** Takes the first path that waits to be opened. */
  readonly takePath: () => string | null;
  /** 0..1 while jobs run, -1 when none do. */
  readonly onProgress: (fraction: number) => void;
  /** Another window; null: an empty one. */
  readonly openWindow: (path: string | null) => void;
  /** False when another window shows the project. */
  readonly claimProject: (path: string | null) => boolean;
  readonly session: Pick<Session<never>, 'reopens' | 'setReopens'>;
  readonly onMenu: (words: Input<'window.setMenu'>) => void;
}

const projectFilter = (): FileFilter => ({ name: t('shell.projects'), extensions: ['interweave'] });
const mediaFilter = (): FileFilter => ({
  name: t('shell.video'),
  extensions: [
    ...['mp4', 'mov', 'm4v', 'mkv', 'webm', 'avi', 'mxf', 'ts', 'mts', 'm2ts', 'mpg', 'mpeg', 'vob', 'dv', 'wmv', 'flv', 'ogv', '3gp'],
    ...['asf', 'divx', 'f4v', 'gxf', 'nut', 'qt', 'rm', 'y4m'],
  ],
});
/** What ffmpeg reads is more than any list of endings. */
const anyFilter = (): FileFilter => ({ name: t('shell.allFiles'), extensions: ['*'] });

/** Dialogs and the desktop, for the window. */
export function createHost(options: HostOptions): Host {
  const { window, remoteEngine, captionKeys, takePath, onProgress, openWindow, claimProject, session, onMenu } = options;
  const notice = createSystemNotices(window);
  return {
    'host.info': async () => ({ openPath: takePath(), remoteEngine, platform: process.platform }),
    'dialog.openMedia': async () => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: t('commands.media.import'),
        buttonLabel: t('shell.import'),
        properties: ['openFile', 'multiSelections'],
        filters: [mediaFilter(), anyFilter()],
      });
      return { paths: filePaths };
    },
    'dialog.openProject': async () => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: t('commands.project.open'),
        properties: ['openFile'],
        filters: [projectFilter(), anyFilter()],
      });
      return { path: filePaths[0] ?? null };
    },
    'dialog.saveProject': async ({ suggestedName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: t('commands.project.new'),
        buttonLabel: t('shell.create'),
        defaultPath: asProjectFile(suggestedName.replace(/[/\\:*?"<>|]/g, '-')),
        filters: [projectFilter()],
      });
      return { path: canceled || filePath === '' ? null : asProjectFile(filePath) };
    },
    'dialog.openFile': async ({ title, typeName, extensions }) => {
      const filters = [{ name: typeName, extensions }, anyFilter()];
      const { filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'], filters });
      return { path: filePaths[0] ?? null };
    },
    'dialog.saveFile': async ({ title, suggestedName, extension, typeName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title,
        defaultPath: suggestedName.replace(/[/\\:*?"<>|]/g, '-'),
        filters: [{ name: typeName, extensions: [extension] }],
      });
      return { path: canceled || filePath === '' ? null : withExtension(filePath, `.${extension}`) };
    },
    'dialog.chooseFolder': async ({ title }) => {
      const { filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openDirectory', 'createDirectory'] });
      return { path: filePaths[0] ?? null };
    },
    'captionKey.state': async ({ origin }) => {
      if (remoteEngine === null) return captionKeys.state(origin);
      const reason = 'The engine runs elsewhere. Give it the key there, in the variable INTERWEAVE_CAPTION_KEY.';
      return { stored: false, storable: false, reason };
    },
    'captionKey.set': async ({ origin, key }) => {
      await captionKeys.set(origin, key);
      return {};
    },
    'captionKey.clear': async ({ origin }) => {
      captionKeys.clear(origin);
      return {};
    },
    'clipboard.read': async () => {
      const text = await clipboard.readText();
      return { text: text.startsWith(CLIPBOARD_MARK) ? text : '' };
    },
    'clipboard.write': async ({ text }) => {
      await clipboard.writeText(text);
      return {};
    },
    'shell.showInFolder': async ({ path }) => {
      if (remoteEngine !== null && !isOnThisMachine(remoteEngine)) {
        throw new AppError('forbidden', `${path} is on the machine that the engine runs on. Open it there.`);
      }
      if (!isAbsolute(path) || !existsSync(path)) {
        throw new AppError('not-found', `${path} cannot be shown, because it is not there any more. It may have been moved or renamed.`);
      }
      shell.showItemInFolder(path);
      return {};
    },
    'window.open': async ({ path }) => {
      openWindow(path);
      return {};
    },
    'window.claimProject': async ({ path }) => ({ granted: claimProject(path) }),
    'session.get': async () => ({ reopens: session.reopens() }),
    'session.set': async ({ reopens }) => {
      session.setReopens(reopens);
      return {};
    },
    'window.setTitle': async ({ title, edited }) => {
      window.setTitle(title);
      window.setDocumentEdited(edited);
      return {};
    },
    'window.setMenu': async (words) => {
      onMenu(words);
      return {};
    },
    'window.notify': async ({ text }) => {
      notice(text);
      return {};
    },
    'window.setProgress': async ({ fraction }) => {
      window.setProgressBar(fraction);
      onProgress(fraction);
      return {};
    },
  };
}

function asProjectFile(path: string): string {
  return withExtension(path, '.interweave');
}

function withExtension(path: string, extension: string): string {
  return path.toLowerCase().endsWith(extension) ? path : path + extension;
}
