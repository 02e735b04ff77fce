import { rm } from 'node:fs/promises';
import { partPathOf } from '../media/output-place.ts';

/**
 * Removes what a killed compute process may have left of an unfinished output. A writer that ended by itself has removed it already.
 * What cannot be removed (its disk is not there) stays: the next run at that place removes it, or says why it cannot write.
 */
export async function removePartialOutput(outputPath: string): Promise<void> {
  await rm(partPathOf(outputPath), { recursive: true, force: true }).catch(() => undefined);
}
