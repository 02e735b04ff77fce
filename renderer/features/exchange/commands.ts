import type { Command } from '../../app/command.ts';
import { projectNow } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useExchange } from './exchange-store.ts';
import { importSegments } from './exchange.ts';

/** Segments to and from other programs. */
export const exchangeCommands: readonly Command[] = [
  {
    id: 'segments.import',
    group: 'Project',
    shortcuts: [],
    disabledReason: () => {
      const open = projectNow();
      if (open === null) return t('exchange.openProjectFirst');
      return open.assets.length === 0 ? t('exchange.importClipsFirstEdit') : null;
    },
    run: importSegments,
  },
  {
    id: 'segments.export',
    group: 'Project',
    shortcuts: ['$mod+Shift+e'],
    disabledReason: () => {
      const open = projectNow();
      if (open === null) return t('exchange.openProjectFirst');
      return open.segments.length === 0 ? t('exchange.thereNoSegmentsYet') : null;
    },
    run: () => useExchange.setState({ exportOpen: true }),
  },
];
