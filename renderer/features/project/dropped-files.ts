import { pathOfFile } from '../../engine/host.ts';
import { t } from '../../i18n/words.ts';
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
    message: t('project.pageBrowserCannotSee'),
  });
  return chooseMedia();
}
