import type { ModelCard } from '../../../native/contract/index.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { useModelProgress } from '../../engine/model-progress.ts';
import { notify } from '../../state/notice-store.ts';

/** Fetches, converts and checks the package; the progress comes as events. */
export async function installModel(card: ModelCard): Promise<void> {
  useModelProgress.setState((state) => ({ installing: new Map(state.installing).set(card.id, { stage: 'Starting', fraction: 0 }) }));
  try {
    await callEngine('models.install', { id: card.id });
    notify({ severity: 'success', message: `${card.name} is installed.` });
  } finally {
    useModelProgress.setState((state) => ({ installing: new Map([...state.installing].filter(([id]) => id !== card.id)) }));
  }
}
