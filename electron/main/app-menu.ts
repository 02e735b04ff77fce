import type { MenuItemConstructorOptions } from 'electron';

/** A command of the window (an id of `renderer/app/commands.ts`), something Electron does itself, or a line. */
type Item =
  | { readonly label: string; readonly command: string; readonly keys?: string }
  | { readonly role: NonNullable<MenuItemConstructorOptions['role']> }
  | '-';

const appMenu: readonly Item[] = [
  { label: 'About Interweave', command: 'help.about' },
  '-',
  { role: 'services' },
  '-',
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  '-',
  { role: 'quit' },
];

const menus: readonly (readonly [label: string, items: readonly Item[]])[] = [
  [
    'File',
    [
      { label: 'New window', command: 'window.new', keys: 'CmdOrCtrl+Shift+N' },
      '-',
      { label: 'New project…', command: 'project.new', keys: 'CmdOrCtrl+N' },
      { label: 'Open project…', command: 'project.open', keys: 'CmdOrCtrl+O' },
      { label: 'Open project in a new window…', command: 'project.openInNewWindow', keys: 'CmdOrCtrl+Shift+O' },
      { label: 'Save a copy…', command: 'project.saveCopy', keys: 'CmdOrCtrl+Shift+S' },
      { label: 'Collect files into one folder…', command: 'project.collect' },
      { label: 'Close project', command: 'project.close', keys: 'CmdOrCtrl+Shift+W' },
      '-',
      { label: 'Import media…', command: 'media.import', keys: 'CmdOrCtrl+I' },
      { label: 'Find missing files…', command: 'media.relink' },
      { label: 'Import segments…', command: 'segments.import' },
      { label: 'Export segments…', command: 'segments.export', keys: 'CmdOrCtrl+Shift+E' },
      '-',
      { label: 'Show project in folder', command: 'project.showInFolder' },
      '-',
      { role: 'close' },
      { role: 'quit' },
    ],
  ],
  [
    'Edit',
    [
      { label: 'Undo', command: 'edit.undo', keys: 'CmdOrCtrl+Z' },
      { label: 'Redo', command: 'edit.redo', keys: 'CmdOrCtrl+Shift+Z' },
      '-',
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  ],
  [
    'Timeline',
    [
      { label: 'Split segment at the playhead', command: 'segment.split', keys: 'S' },
      { label: 'Split selected segments at the shots', command: 'segment.splitAtShots', keys: 'Shift+S' },
      '-',
      { label: 'Cut out selected segments', command: 'segment.cut', keys: 'CmdOrCtrl+X' },
      { label: 'Copy selected segments', command: 'segment.copy', keys: 'CmdOrCtrl+C' },
      { label: 'Paste segments at the playhead', command: 'segment.paste', keys: 'CmdOrCtrl+V' },
      { label: 'Duplicate selected segments', command: 'segment.duplicate', keys: 'CmdOrCtrl+D' },
      { label: 'Copy settings of the segment', command: 'segment.copySettings', keys: 'CmdOrCtrl+Alt+C' },
      { label: 'Paste settings to selected segments', command: 'segment.pasteSettings', keys: 'CmdOrCtrl+Alt+V' },
      '-',
      { label: 'Add a cut at the playhead', command: 'shots.addCut', keys: 'C' },
      { label: 'Merge the shot with the one before', command: 'shots.merge', keys: 'Shift+C' },
      { label: 'Switch shots off or on', command: 'shots.toggle' },
      { label: 'Take the shots as they were found', command: 'shots.asFound' },
    ],
  ],
  [
    'Restore',
    [
      { label: 'Preview selection', command: 'restore.preview', keys: 'CmdOrCtrl+Enter' },
      { label: 'Restore selected segments', command: 'restore.selected', keys: 'CmdOrCtrl+M' },
      { label: 'Restore all segments', command: 'restore.all', keys: 'CmdOrCtrl+Shift+M' },
      { label: 'Export results…', command: 'results.export', keys: 'CmdOrCtrl+Alt+E' },
      '-',
      { label: 'Show queue', command: 'jobs.show', keys: 'CmdOrCtrl+J' },
      { label: 'Cancel running job', command: 'jobs.cancelRunning', keys: 'CmdOrCtrl+.' },
    ],
  ],
  [
    'View',
    [
      { label: 'Media bin', command: 'view.bin', keys: 'F6' },
      { label: 'Timeline', command: 'view.timeline', keys: 'F7' },
      { label: 'Inspector', command: 'view.inspector', keys: 'F8' },
      { label: 'Reset panel layout', command: 'view.resetLayout' },
      '-',
      { label: 'Theme by the system’s contrast', command: 'view.themeSystem' },
      { label: 'Dark theme', command: 'view.themeDark' },
      { label: 'Light theme', command: 'view.themeLight' },
      { label: 'High contrast theme', command: 'view.themeContrast' },
      '-',
      { role: 'togglefullscreen' },
    ],
  ],
  [
    'Help',
    [
      { label: 'Find a command', command: 'help.palette', keys: 'CmdOrCtrl+K' },
      { label: 'Keyboard shortcuts', command: 'help.shortcuts', keys: 'F1' },
      { label: 'Take the tour', command: 'help.tour' },
      '-',
      { label: 'About this machine and Interweave', command: 'help.about' },
    ],
  ],
];

const developerItems: readonly Item[] = ['-', { role: 'reload' }, { role: 'toggleDevTools' }];

export interface MenuOptions {
  readonly sendCommand: (id: string) => void;
  /** Not packaged: reload and developer tools are in the View menu. */
  readonly isDevelopment: boolean;
}

/** In Electron's words, for `Menu.buildFromTemplate`. */
export function appMenuTemplate({ sendCommand, isDevelopment }: MenuOptions): MenuItemConstructorOptions[] {
  const item = (entry: Item): MenuItemConstructorOptions => {
    if (entry === '-') return { type: 'separator' };
    if ('role' in entry) return { role: entry.role };
    const keys = entry.keys === undefined ? {} : { accelerator: entry.keys };
    // The window hears its keys itself (they can be rebound, and typing stays typing): shown here, not registered.
    return { label: entry.label, ...keys, registerAccelerator: false, click: () => sendCommand(entry.command) };
  };
  const mac = process.platform === 'darwin' ? [['Interweave', appMenu] as const] : [];
  return [...mac, ...menus].map(([label, items]) => {
    const all = label === 'View' && isDevelopment ? [...items, ...developerItems] : items;
    return { label, submenu: all.map(item) };
  });
}
