import { rm } from 'node:fs/promises';
import { dirname, extname, join, basename } from 'node:path';

/**
 * Removes what a killed compute process may have left of an unfinished output. The frame writer names it
 * `<name>.part<ext>` beside the output; a writer that ended by itself has removed it already.
 */
export async function removePartialOutput(outputPath: string): Promise<void> {
  const extension = extname(outputPath);
  const partPath = join(dirname(outputPath), `${basename(outputPath, extension)}.part${extension}`);
  await rm(partPath, { recursive: true, force: true });
}
