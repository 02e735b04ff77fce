import type { Command } from '../../app/command.ts';
import { callHost, hasDesktop, hasWindows, openWindow } from '../../engine/host.ts';
import { editor, projectNow, useProjectState } from '../../engine/project-data.ts';
import { closeProject, createProject, openProject } from '../../engine/project-session.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { t } from '../../i18n/words.ts';
import { chooseMedia, chooseProject, chooseProjectPlace, chooseSavePlace } from '../files/choose-paths.ts';
import { projectExtension, stem } from '../files/paths.ts';
import { useView } from '../../state/view-store.ts';
import { chooseAndCollect } from './collecting.ts';
import { useMediaSearch } from './media-search.ts';
import { importAndTell } from './open-paths.ts';

export const noProject = () => (projectNow() === null ? t('project.openProjectFirst') : null);

const noWindows = () => (hasWindows() ? null : t('windows.browserTab'));

export const projectCommands: readonly Command[] = [
  {
    id: 'project.new',
    group: 'Project',
    shortcuts: ['$mod+n', '$mod+Alt+n'],
    run: async () => {
      const path = await chooseProjectPlace(t('project.untitled'));
      if (path !== null) await createProject({ path, name: stem(path) });
    },
  },
  {
    id: 'project.open',
    group: 'Project',
    shortcuts: ['$mod+o'],
    run: async () => {
      const path = await chooseProject();
      if (path !== null) await openProject(path);
    },
  },
  {
    id: 'window.new',
    group: 'Project',
    shortcuts: ['$mod+Shift+n'],
    disabledReason: noWindows,
    run: () => openWindow(null),
  },
  {
    id: 'project.openInNewWindow',
    group: 'Project',
    shortcuts: ['$mod+Shift+o'],
    disabledReason: noWindows,
    run: async () => {
      const path = await chooseProject();
      if (path !== null) await openWindow(path);
    },
  },
  {
    id: 'project.saveCopy',
    group: 'Project',
    shortcuts: ['$mod+Shift+s'],
    disabledReason: noProject,
    run: async () => {
      const open = projectNow();
      if (open === null) return;
      const suggestedName = t('project.copy', { project: open.project.name });
      const wanted = { title: t('project.saveCopy'), suggestedName, extension: projectExtension, typeName: t('project.interweaveProject') };
      const place = await chooseSavePlace(wanted);
      if (place === null) return;
      const { path } = await callEngine('project.saveCopy', { projectId: open.head.id, path: place });
      await openProject(path);
    },
  },
  {
    id: 'project.collect',
    group: 'Project',
    shortcuts: [],
    disabledReason: noProject,
    run: chooseAndCollect,
  },
  {
    id: 'project.close',
    group: 'Project',
    shortcuts: ['$mod+Shift+w'],
    disabledReason: noProject,
    run: closeProject,
  },
  {
    id: 'project.showInFolder',
    group: 'Project',
    shortcuts: [],
    disabledReason: () => noProject() ?? (hasDesktop() ? null : t('project.onlyDesktopAppCan')),
    run: async () => {
      const open = projectNow();
      if (open !== null) await callHost('shell.showInFolder', { path: open.head.path });
    },
  },
  {
    id: 'media.import',
    group: 'Project',
    shortcuts: ['$mod+i'],
    disabledReason: noProject,
    run: async () => {
      const paths = await chooseMedia();
      if (paths.length > 0) await importAndTell(paths);
    },
  },
  {
    id: 'media.relink',
    group: 'Project',
    shortcuts: [],
    disabledReason: () => noProject() ?? (useProjectState.getState().missing.size === 0 ? t('project.noFileMissing') : null),
    run: () => useMediaSearch.setState({ dialogOpen: true }),
  },
  {
    id: 'media.remove',
    group: 'Project',
    shortcuts: [],
    disabledReason: () => noProject() ?? (useView.getState().selectedAssetId === null ? t('project.selectClipFirst') : null),
    run: async () => {
      const id = useView.getState().selectedAssetId;
      if (id === null) return;
      const next = projectNow()?.assets.find((asset) => asset.id !== id);
      await editor.edit({ type: 'asset.remove', id });
      useView.getState().selectAsset(next?.id ?? null);
    },
  },
  {
    id: 'edit.undo',
    group: 'Edit',
    shortcuts: ['$mod+z'],
    repeats: true,
    disabledReason: () => noProject() ?? (projectNow()?.history.undo === null ? t('project.thereNothingUndo') : null),
    run: () => editor.undo(),
  },
  {
    id: 'edit.redo',
    group: 'Edit',
    shortcuts: ['$mod+Shift+z', '$mod+y'],
    repeats: true,
    disabledReason: () => noProject() ?? (projectNow()?.history.redo === null ? t('project.thereNothingRedo') : null),
    run: () => editor.redo(),
  },
];
