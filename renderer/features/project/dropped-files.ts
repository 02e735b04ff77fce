import { pathOfFile } from '../../engine/host.ts';
import { notify } from '../../state/notice-store.ts';
import { chooseMedia } from '../files/choose-paths.ts';

export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') === true;
}

/** The paths of what was dropped. A browser tells no paths, so there the engine's folders are shown instead. */
export async function droppedPaths(transfer: DataTransfer | null): Promise<readonly string[]> {
  const files = [...(transfer?.files ?? [])];
  if (files.length === 0) return [];
  const paths = files.map(pathOfFile).filter((path) => path !== null);
  if (paths.length > 0) return paths;
  notify({
    severity: 'info',
    message: 'A page in a browser cannot see where a dropped file lies. Choose it from the folders of the machine that the engine runs on.',
  });
  return chooseMedia();
}
