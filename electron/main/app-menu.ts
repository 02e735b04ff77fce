import type { MenuItemConstructorOptions } from 'electron';
import type { English } from '../../renderer/i18n/english.ts';
import { t } from '../../renderer/i18n/words.ts';
import type { PlainKey } from '../../renderer/i18n/words.ts';

interface CommandItem {
  /** Of `renderer/app/commands.ts`. */
  readonly command: keyof English['commands'];
  /** Where it is called something else than the command. */
  readonly text?: PlainKey;
  readonly keys?: string;
  /** A dialog asks first. */
  readonly asks?: true;
}

/** A command of the window, something Electron does itself, or a line. */
type Item = CommandItem | { readonly role: NonNullable<MenuItemConstructorOptions['role']>; readonly text: PlainKey } | '-';

const appMenu: readonly Item[] = [
  { command: 'help.about', text: 'shell.about' },
  '-',
  { role: 'services', text: 'shell.services' },
  '-',
  { role: 'hide', text: 'shell.hide' },
  { role: 'hideOthers', text: 'shell.hideOthers' },
  { role: 'unhide', text: 'shell.showAll' },
  '-',
  { role: 'quit', text: 'shell.quit' },
];

const fileMenu: readonly Item[] = [
  { command: 'window.new', keys: 'CmdOrCtrl+Shift+N' },
  '-',
  { command: 'project.new', keys: 'CmdOrCtrl+N', asks: true },
  { command: 'project.open', keys: 'CmdOrCtrl+O', asks: true },
  { command: 'project.openInNewWindow', keys: 'CmdOrCtrl+Shift+O', asks: true },
  { command: 'project.saveCopy', keys: 'CmdOrCtrl+Shift+S', asks: true },
  { command: 'project.collect', asks: true },
  { command: 'project.close', keys: 'CmdOrCtrl+Shift+W' },
  '-',
  { command: 'media.import', keys: 'CmdOrCtrl+I', asks: true },
  { command: 'media.relink', asks: true },
  { command: 'segments.import', asks: true },
  { command: 'segments.export', keys: 'CmdOrCtrl+Shift+E', asks: true },
  '-',
  { command: 'project.showInFolder' },
  { command: 'settings.open', keys: 'CmdOrCtrl+,', asks: true },
  '-',
  { role: 'close', text: 'shell.closeWindow' },
  { role: 'quit', text: 'shell.quit' },
];

/** Behind undo and redo. */
const editMenu: readonly Item[] = [
  '-',
  { role: 'cut', text: 'shell.cut' },
  { role: 'copy', text: 'shell.copy' },
  { role: 'paste', text: 'shell.paste' },
  { role: 'selectAll', text: 'shell.selectAll' },
];

const timelineMenu: readonly Item[] = [
  { command: 'segment.split', keys: 'S' },
  { command: 'segment.splitAtShots', keys: 'Shift+S' },
  '-',
  { command: 'segment.cut', keys: 'CmdOrCtrl+X' },
  { command: 'segment.copy', keys: 'CmdOrCtrl+C' },
  { command: 'segment.paste', keys: 'CmdOrCtrl+V' },
  { command: 'segment.duplicate', keys: 'CmdOrCtrl+D' },
  { command: 'segment.copySettings', keys: 'CmdOrCtrl+Alt+C' },
  { command: 'segment.pasteSettings', keys: 'CmdOrCtrl+Alt+V' },
  '-',
  { command: 'shots.addCut', keys: 'C' },
  { command: 'shots.merge', keys: 'Shift+C' },
  { command: 'shots.toggle' },
  { command: 'shots.asFound' },
  '-',
  { command: 'marker.set', keys: 'M' },
  { command: 'marker.remove', keys: 'Shift+M' },
];

const restoreMenu: readonly Item[] = [
  { command: 'restore.preview', keys: 'CmdOrCtrl+Enter' },
  { command: 'restore.selected', keys: 'CmdOrCtrl+M' },
  { command: 'restore.all', keys: 'CmdOrCtrl+Shift+M' },
  { command: 'results.export', keys: 'CmdOrCtrl+Alt+E', asks: true },
  '-',
  { command: 'jobs.show', keys: 'CmdOrCtrl+J' },
  { command: 'jobs.cancelRunning', keys: 'CmdOrCtrl+.' },
];

const viewMenu: readonly Item[] = [
  { command: 'view.bin', text: 'shell.mediaBin', keys: 'F6' },
  { command: 'view.timeline', text: 'shell.timeline', keys: 'F7' },
  { command: 'view.inspector', text: 'shell.inspector', keys: 'F8' },
  { command: 'view.resetLayout' },
  '-',
  { command: 'view.themeSystem' },
  { command: 'view.themeDark' },
  { command: 'view.themeLight' },
  { command: 'view.themeContrast' },
  '-',
  { role: 'togglefullscreen', text: 'shell.fullScreen' },
];

const developerItems: readonly Item[] = [
  '-',
  { role: 'reload', text: 'shell.reload' },
  { role: 'toggleDevTools', text: 'shell.developerTools' },
];

const helpMenu: readonly Item[] = [
  { command: 'help.palette', keys: 'CmdOrCtrl+K' },
  { command: 'help.shortcuts', keys: 'F1' },
  { command: 'help.tour' },
  '-',
  { command: 'help.about' },
];

export interface MenuOptions {
  readonly sendCommand: (id: string) => void;
  /** Not packaged: reload and developer tools are in the View menu. */
  readonly isDevelopment: boolean;
  /** What undo and redo of the window in front would do, in its words; null: nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}

/** In Electron's words, for `Menu.buildFromTemplate`, in the language of now. */
export function appMenuTemplate({ sendCommand, isDevelopment, undo, redo }: MenuOptions): MenuItemConstructorOptions[] {
  const commandItem = ({ command, text, keys, asks }: CommandItem): MenuItemConstructorOptions => ({
    label: `${t(text ?? `commands.${command}`)}${asks === true ? '…' : ''}`,
    ...(keys === undefined ? {} : { accelerator: keys }),
    // The window hears its keys itself (they can be rebound, and typing stays typing): shown here, not registered.
    registerAccelerator: false,
    click: () => sendCommand(command),
  });
  const item = (entry: Item): MenuItemConstructorOptions => {
    if (entry === '-') return { type: 'separator' };
    return 'role' in entry ? { role: entry.role, label: t(entry.text) } : commandItem(entry);
  };
  const menu = (text: PlainKey, items: readonly Item[], first: readonly MenuItemConstructorOptions[] = []) => ({
    label: t(text),
    submenu: [...first, ...items.map(item)],
  });
  const steps = [
    {
      ...commandItem({ command: 'edit.undo', keys: 'CmdOrCtrl+Z' }),
      enabled: undo !== null,
      ...(undo === null ? {} : { label: t('shell.undo', { what: undo }) }),
    },
    {
      ...commandItem({ command: 'edit.redo', keys: 'CmdOrCtrl+Shift+Z' }),
      enabled: redo !== null,
      ...(redo === null ? {} : { label: t('shell.redo', { what: redo }) }),
    },
  ];
  return [
    ...(process.platform === 'darwin' ? [{ label: 'Interweave', submenu: appMenu.map(item) }] : []),
    menu('shell.file', fileMenu),
    menu('shell.edit', editMenu, steps),
    menu('shell.timeline', timelineMenu),
    menu('shell.restore', restoreMenu),
    menu('shell.view', isDevelopment ? [...viewMenu, ...developerItems] : viewMenu),
    menu('shell.help', helpMenu),
  ];
}
