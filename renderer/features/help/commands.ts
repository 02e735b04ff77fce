import type { Command } from '../../app/command.ts';
import { changeLayout, defaultLayout } from '../../state/layout-store.ts';
import { showOverlay } from '../../state/overlay-store.ts';
import { useView } from '../../state/view-store.ts';

/** The window itself: panels, themes, help. */
export const windowCommands: readonly Command[] = [
  {
    id: 'view.bin',
    title: 'Show or hide media bin',
    group: 'View',
    shortcuts: ['F6'],
    run: () => changeLayout((layout) => ({ binShown: !layout.binShown })),
  },
  {
    id: 'view.inspector',
    title: 'Show or hide inspector',
    group: 'View',
    shortcuts: ['F8'],
    run: () => changeLayout((layout) => ({ inspectorShown: !layout.inspectorShown })),
  },
  {
    id: 'view.timeline',
    title: 'Show or hide timeline',
    group: 'View',
    shortcuts: ['F7'],
    run: () => changeLayout((layout) => ({ timelineShown: !layout.timelineShown })),
  },
  {
    id: 'view.restoreTab',
    title: 'Show restore settings',
    group: 'View',
    shortcuts: ['$mod+1'],
    run: () => (changeLayout({ inspectorShown: true }), useView.getState().showInspector('restore')),
  },
  {
    id: 'view.resultsTab',
    title: 'Show results',
    group: 'View',
    shortcuts: ['$mod+2'],
    run: () => (changeLayout({ inspectorShown: true }), useView.getState().showInspector('results')),
  },
  {
    id: 'view.resetLayout',
    title: 'Reset panel layout',
    group: 'View',
    shortcuts: [],
    run: () => changeLayout((layout) => ({ ...defaultLayout, theme: layout.theme })),
  },
  {
    id: 'view.themeSystem',
    title: 'Theme by the system’s contrast',
    group: 'View',
    shortcuts: [],
    run: () => changeLayout({ theme: null }),
  },
  { id: 'view.themeDark', title: 'Dark theme', group: 'View', shortcuts: [], run: () => changeLayout({ theme: 'dark' }) },
  { id: 'view.themeLight', title: 'Light theme', group: 'View', shortcuts: [], run: () => changeLayout({ theme: 'light' }) },
  {
    id: 'view.themeContrast',
    title: 'High contrast theme',
    group: 'View',
    shortcuts: [],
    run: () => changeLayout({ theme: 'contrast' }),
  },
  { id: 'help.palette', title: 'Find a command', group: 'Help', shortcuts: ['$mod+k', '$mod+Shift+p'], run: () => showOverlay('palette') },
  {
    id: 'help.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    shortcuts: ['Shift+?', 'F1', '?'],
    run: () => showOverlay('shortcuts'),
  },
  { id: 'help.about', title: 'About this machine and Interweave', group: 'Help', shortcuts: [], run: () => showOverlay('about') },
];
