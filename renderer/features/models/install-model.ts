import type { ModelCard } from '../../../native/contract/index.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { useModelProgress } from '../../engine/model-progress.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';

/** Fetches, converts and checks the package; the progress comes as events. Does nothing while that is under way already. */
export async function installModel(card: ModelCard): Promise<void> {
  if (useModelProgress.getState().installing.has(card.id)) return;
  useModelProgress.setState((state) => ({
    installing: new Map(state.installing).set(card.id, { stage: t('jobs.starting'), fraction: 0 }),
  }));
  try {
    await callEngine('models.install', { id: card.id });
    notify({ severity: 'success', message: t('models.installed', { card: card.name }) });
  } finally {
    useModelProgress.setState((state) => ({ installing: new Map([...state.installing].filter(([id]) => id !== card.id)) }));
  }
}

/** Takes in a user's own model. It has no card before it is done: whatever else is worked on meanwhile has one. */
export async function importModel(path: string): Promise<ModelCard> {
  const before = new Set(useModelProgress.getState().installing.keys());
  try {
    return await callEngine('models.import', { path });
  } finally {
    useModelProgress.setState((state) => ({ installing: new Map([...state.installing].filter(([id]) => before.has(id))) }));
  }
}
