import type { Command } from '../../app/command.ts';
import { projectNow } from '../../engine/project-data.ts';
import { changeLayout, useLayout } from '../../state/layout-store.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { noClip } from '../timeline/current-clip.ts';
import { noProfile, saveProfile } from './save-profile.ts';
import { useScatter } from './scatter-store.ts';
import { turned } from './scan-line.ts';

/** The temporal profile, and the plot of all results. */
export const analysisCommands: readonly Command[] = [
  {
    id: 'profile.toggle',
    group: 'View',
    shortcuts: ['p'],
    disabledReason: noClip,
    run: () => {
      const { profile, setProfile } = useView.getState();
      const shown = !profile.shown || !useLayout.getState().timelineShown;
      if (shown) changeLayout({ timelineShown: true });
      setProfile({ shown });
    },
  },
  {
    id: 'profile.turn',
    group: 'View',
    shortcuts: ['Shift+p'],
    disabledReason: noClip,
    run: () => {
      const { profile, setProfile } = useView.getState();
      setProfile({ shown: true, line: turned(profile.line) });
    },
  },
  {
    id: 'profile.save',
    group: 'View',
    shortcuts: [],
    disabledReason: noProfile,
    run: saveProfile,
  },
  {
    id: 'scatter.show',
    group: 'View',
    shortcuts: [],
    disabledReason: () => (projectNow() === null ? t('project.openProjectFirst') : null),
    run: () => useScatter.setState({ open: true }),
  },
];
