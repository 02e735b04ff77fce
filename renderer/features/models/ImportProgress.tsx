import type { ModelCard } from '../../../native/contract/index.ts';
import { useModelProgress } from '../../engine/model-progress.ts';
import { t } from '../../i18n/words.ts';
import { ProgressLine } from './ProgressLine.tsx';

/** How far a model is that is being imported: one that is worked on and has no card yet. */
export function ImportProgress({ known }: { readonly known: readonly ModelCard[] }) {
  const installing = useModelProgress((state) => state.installing);
  const [incoming] = [...installing].filter(([id]) => !known.some((card) => card.id === id));
  return incoming === undefined ? null : <ProgressLine progress={incoming[1]} label={t('models.importing', { incoming: incoming[0] })} />;
}
