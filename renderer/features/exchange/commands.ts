import type { Command } from '../../app/command.ts';
import { projectNow } from '../../engine/project-data.ts';
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
      if (open === null) return 'Open a project first.';
      return open.assets.length === 0 ? 'Import the clips first: an edit only says which parts of them to take.' : null;
    },
    run: importSegments,
  },
  {
    id: 'segments.export',
    group: 'Project',
    shortcuts: ['$mod+Shift+e'],
    disabledReason: () => {
      const open = projectNow();
      if (open === null) return 'Open a project first.';
      return open.segments.length === 0 ? 'There are no segments yet.' : null;
    },
    run: () => useExchange.setState({ exportOpen: true }),
  },
];
