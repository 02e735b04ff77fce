import type { Command } from '../../app/command.ts';
import { changeLayout, defaultLayout } from '../../state/layout-store.ts';
import { showOverlay } from '../../state/overlay-store.ts';
import { useView } from '../../state/view-store.ts';

/** The window itself: panels, themes, help. */
export const windowCommands: readonly Command[] = [
  {
    id: 'view.bin',
    group: 'View',
    shortcuts: ['F6'],
    run: () => changeLayout((layout) => ({ binShown: !layout.binShown })),
  },
  {
    id: 'view.inspector',
    group: 'View',
    shortcuts: ['F8'],
    run: () => changeLayout((layout) => ({ inspectorShown: !layout.inspectorShown })),
  },
  {
    id: 'view.timeline',
    group: 'View',
    shortcuts: ['F7'],
    run: () => changeLayout((layout) => ({ timelineShown: !layout.timelineShown })),
  },
  {
    id: 'view.restoreTab',
    group: 'View',
    shortcuts: ['$mod+1'],
    run: () => (changeLayout({ inspectorShown: true }), useView.getState().showInspector('restore')),
  },
  {
    id: 'view.resultsTab',
    group: 'View',
    shortcuts: ['$mod+2'],
    run: () => (changeLayout({ inspectorShown: true }), useView.getState().showInspector('results')),
  },
  {
    id: 'view.resetLayout',
    group: 'View',
    shortcuts: [],
    run: () => changeLayout(({ theme, language }) => ({ ...defaultLayout, theme, language })),
  },
  {
    id: 'view.themeSystem',
    group: 'View',
    shortcuts: [],
    run: () => changeLayout({ theme: null }),
  },
  { id: 'view.themeDark', group: 'View', shortcuts: [], run: () => changeLayout({ theme: 'dark' }) },
  { id: 'view.themeLight', group: 'View', shortcuts: [], run: () => changeLayout({ theme: 'light' }) },
  {
    id: 'view.themeContrast',
    group: 'View',
    shortcuts: [],
    run: () => changeLayout({ theme: 'contrast' }),
  },
  { id: 'settings.open', group: 'View', shortcuts: ['$mod+,'], run: () => showOverlay('settings') },
  { id: 'help.palette', group: 'Help', shortcuts: ['$mod+k', '$mod+Shift+p'], run: () => showOverlay('palette') },
  {
    id: 'help.shortcuts',
    group: 'Help',
    shortcuts: ['Shift+?', 'F1', '?'],
    run: () => showOverlay('shortcuts'),
  },
  { id: 'help.about', group: 'Help', shortcuts: [], run: () => showOverlay('about') },
];
