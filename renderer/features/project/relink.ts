import { AppError, type Asset } from '../../../native/contract/index.ts';
import { editor } from '../../engine/project-data.ts';
import { notify } from '../../state/notice-store.ts';
import { run } from '../../app/run-command.ts';
import { t } from '../../i18n/words.ts';
import { chooseMoved } from '../files/choose-paths.ts';
import { baseName } from '../files/paths.ts';

/** Points a clip at where its file is now. Another file under the name is taken only when the user says so. */
export async function relink(asset: Asset, found: string | null): Promise<void> {
  const path = found ?? (await chooseMoved(asset.path));
  if (path === null) return;
  try {
    await editor.edit({ type: 'asset.relink', id: asset.id, path, force: false });
    notify({ severity: 'success', message: t('project.linked', { asset: asset.name, path: baseName(path) }) });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'media-changed') throw error;
    notify({
      severity: 'warning',
      message: error.message,
      action: {
        label: t('project.useAnyway'),
        run: () => run(() => editor.edit({ type: 'asset.relink', id: asset.id, path, force: true })),
      },
    });
  }
}
