import { create } from 'zustand';
import type { MetricName } from '../../../native/contract/index.ts';

interface ScatterState {
  readonly open: boolean;
  /** Null: the first that there is. */
  readonly quality: MetricName | null;
}

export const useScatter = create<ScatterState>()(() => ({ open: false, quality: null }));
