import { AppError } from '../../contract/index.ts';
import type { EventPayload, ModelCard } from '../../contract/index.ts';
import { spaced } from '../../util/spaced.ts';
import { absolutePath } from '../absolute-path.ts';
import type { HandlersOf } from '../engine-handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { createSharedWork } from '../shared-work.ts';
import { createTokenCounter } from '../token-counter.ts';

export function modelHandlers({ models, modelCards, events }: EngineParts): HandlersOf<'models'> {
  const installs = createSharedWork<ModelCard>();
  const countTokens = createTokenCounter(models);

  /** The card with its measured speed, told to every window. */
  const tell = async (id: string): Promise<ModelCard> => {
    const card = (await modelCards()).find((each) => each.id === id);
    if (card === undefined) throw new AppError('model-missing', `There is no model package "${id}" any more. Refresh the list.`);
    events.emit('model.changed', card);
    return card;
  };
  const install = async (id: string, signal: AbortSignal): Promise<ModelCard> => {
    const progressed = tellProgress();
    const store = await models();
    await store.install(id, { signal, progress: (progress) => progressed({ id, ...progress }) });
    return tell(id);
  };
  const tellProgress = () =>
    spaced(
      ({ id, stage, fraction }: EventPayload<'model.progressed'>) =>
        events.emit('model.progressed', { id, stage, fraction: Math.min(1, Math.max(0, fraction)) }),
      { always: ([{ stage }], told) => stage !== told?.[0].stage },
    );

  return {
    'models.list': async () => ({ models: await modelCards() }),
    'models.verify': async ({ id }, { signal }) => {
      const { status } = await (await models()).verify(id, { signal });
      // The list only looks whether the files are there; whoever asked for a check gets what it found.
      return { ...(await tell(id)), status };
    },
    'models.install': ({ id }, { signal }) => installs.run(id, signal, (abort) => install(id, abort)),
    'models.import': async ({ path, name }, { signal }) => {
      const store = await models();
      const { id } = await store.importModel({ path: absolutePath(path), name }, { signal, progress: tellProgress() });
      return tell(id);
    },
    'models.countTokens': countTokens,
  };
}
