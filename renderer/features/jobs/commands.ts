import type { Command } from '../../app/command.ts';
import { useJobMap } from '../../engine/project-data.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { t } from '../../i18n/words.ts';
import { useOverlay } from '../../state/overlay-store.ts';

export const jobCommands: readonly Command[] = [
  {
    id: 'jobs.show',
    group: 'Restore',
    shortcuts: ['$mod+j'],
    run: () => useOverlay.setState((state) => ({ queueOpen: !state.queueOpen })),
  },
  {
    id: 'jobs.cancelRunning',
    group: 'Restore',
    shortcuts: ['$mod+.'],
    disabledReason: () => (runningJob() === undefined ? t('jobs.nothingRunning') : null),
    run: async () => {
      const job = runningJob();
      if (job !== undefined) await callEngine('job.cancel', { id: job.id });
    },
  },
];

function runningJob() {
  return [...useJobMap.getState().jobs.values()].find((job) => job.state === 'running');
}
