import { create } from 'zustand';
import type { Run } from '../../../native/contract/index.ts';

/** The results that it is being chosen for how they are exported; none while the dialog is closed. */
export const useExportChoice = create<{ readonly runs: readonly Run[] }>()(() => ({ runs: [] }));

/** Shows the dialog for these results. */
export function chooseExport(runs: readonly Run[]): void {
  useExportChoice.setState({ runs });
}
