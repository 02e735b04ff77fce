import type { ModelCard } from '../../../native/contract/index.ts';

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
    title: 'Fast',
    hint: 'Frame by frame, in whole numbers where this processor gains by it. For drafts and long clips.',
    modelIds: ['realesr-general-x4v3-int8', 'realesr-general-x4v3'],
  },
  {
    id: 'balanced',
    title: 'Balanced',
    hint: 'Frame by frame: clean edges in moderate time.',
    modelIds: ['realesr-general-x4v3'],
  },
  {
    id: 'best',
    title: 'Best',
    hint: 'Frame by frame with a large model: most texture, many times slower.',
    modelIds: ['realesrgan-x4plus'],
  },
  {
    id: 'text-guided',
    title: 'Text-guided',
    hint: 'DiffVSR: eight frames at a time, guided by your prompt.',
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
