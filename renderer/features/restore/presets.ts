import type { ModelCard } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';

/** A way to restore, chosen in one click: a model with what its package recommends. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Packages in order of preference: the first that is offered here is taken. */
  readonly modelIds: readonly [string, ...string[]];
}

export const presets: readonly Preset[] = [
  {
    id: 'fast',
    get title() {
      return t('restore.fast');
    },
    get hint() {
      return t('restore.frameByFrameWhole');
    },
    modelIds: ['realesr-general-x4v3-int8', 'realesr-general-x4v3'],
  },
  {
    id: 'balanced',
    get title() {
      return t('restore.balanced');
    },
    get hint() {
      return t('restore.frameByFrameClean');
    },
    modelIds: ['realesr-general-x4v3'],
  },
  {
    id: 'best',
    get title() {
      return t('restore.best');
    },
    get hint() {
      return t('restore.frameByFrameWith');
    },
    modelIds: ['realesrgan-x4plus'],
  },
  {
    id: 'text-guided',
    get title() {
      return t('restore.textGuided');
    },
    get hint() {
      return t('restore.diffvsrEightFramesAt');
    },
    modelIds: ['interweave-nano'],
  },
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
