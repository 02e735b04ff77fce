import { create } from 'zustand';

export interface ModelProgress {
  readonly stage: string;
  readonly fraction: number;
}

/** Packages being fetched or converted right now, by id. */
export const useModelProgress = create<{ readonly installing: ReadonlyMap<string, ModelProgress> }>()(() => ({ installing: new Map() }));
