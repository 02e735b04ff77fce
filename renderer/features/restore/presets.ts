import type { ModelCard } from '../../../native/contract/index.ts';
import { textsOf } from '../../i18n/words.ts';

/** A way to restore, chosen in one click: a model with what its package recommends. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Packages in order of preference: the first that is offered here is taken. */
  readonly modelIds: readonly [string, ...string[]];
}

export const presets: readonly Preset[] = [
  textsOf(
    { title: 'restore.fast', hint: 'restore.frameByFrameWhole' },
    { id: 'fast', modelIds: ['realesr-general-x4v3-int8', 'realesr-general-x4v3'] },
  ),
  textsOf({ title: 'restore.balanced', hint: 'restore.frameByFrameClean' }, { id: 'balanced', modelIds: ['realesr-general-x4v3'] }),
  textsOf({ title: 'restore.best', hint: 'restore.frameByFrameWith' }, { id: 'best', modelIds: ['realesrgan-x4plus'] }),
  textsOf({ title: 'restore.textGuided', hint: 'restore.diffvsrEightFramesAt' }, { id: 'text-guided', modelIds: ['interweave-nano'] }),
];

/** What the preset means on this machine; null where none of its packages is known. */
export function modelOf({ modelIds }: Preset, cards: readonly ModelCard[]): ModelCard | null {
  const known = modelIds.flatMap((id) => cards.filter((card) => card.id === id));
  return known.find(({ offered }) => offered) ?? known[0] ?? null;
}

/** The preset that the model belongs to. Where two mean the same model, the plainer one. */
export function presetOf(modelId: string, cards: readonly ModelCard[]): string | null {
  return presets.findLast((preset) => modelOf(preset, cards)?.id === modelId)?.id ?? null;
}
