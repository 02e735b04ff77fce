import { t } from '../i18n/words.ts';
import { callHost, hasDesktop } from './host.ts';

/** Opens the system's own window of files with the file in it. */
export async function showInFolder(path: string): Promise<void> {
  await callHost('shell.showInFolder', { path });
}

/** For the notice about a file that was written; nothing where there is no desktop. */
export function offerFolder(path: string, perform: (work: () => Promise<void>) => void) {
  return hasDesktop() ? { action: { label: t('common.showInFolder'), run: () => perform(() => showInFolder(path)) } } : {};
}
