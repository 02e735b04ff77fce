import { create } from 'zustand';
import type { InterchangeFormat, InterchangeRemark } from '../../../native/contract/index.ts';

/** What an import or an export came to, when not all of it went well. */
export interface ExchangeReport {
  readonly title: string;
  readonly remarks: readonly InterchangeRemark[];
  readonly moreRemarks: number;
}

interface Exchange {
  readonly exportOpen: boolean;
  /** As chosen last. */
  readonly format: InterchangeFormat;
  readonly of: 'source' | 'restored';
  readonly report: ExchangeReport | null;
}

export const useExchange = create<Exchange>()(() => ({ exportOpen: false, format: 'otio', of: 'source', report: null }));
