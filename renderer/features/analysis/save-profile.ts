import { callEngine } from '../../engine/engine-client.ts';
import { projectNow, runsNow } from '../../engine/project-data.ts';
import { useProfileSave } from '../../engine/profile-save.ts';
import { offerFolder } from '../../engine/show-in-folder.ts';
import { notify } from '../../state/notice-store.ts';
import { useView } from '../../state/view-store.ts';
import { run } from '../../app/run-command.ts';
import { t } from '../../i18n/words.ts';
import { chooseSavePlace } from '../files/choose-paths.ts';
import { baseName } from '../files/paths.ts';
import { activeSegmentsNow } from '../restore/restore-selection.ts';
import { clipNow } from '../timeline/current-clip.ts';
import { comparedRunNow } from '../viewer/viewer-facts.ts';
import { runsWithLane } from './profile-lanes.ts';
import { lineWords } from './scan-line.ts';

/** Why there is nothing to save; null when there is. */
export function noProfile(): string | null {
  if (clipNow() === null || activeSegmentsNow().length === 0) return t('analysis.selectSegmentFirst');
  return useProfileSave.getState().saving === null ? null : t('analysis.profileBeingSavedWait');
}

/** The whole profile of the selected segment, source and chosen runs, as one PNG. */
export async function saveProfile(): Promise<void> {
  const [clip, segment, open] = [clipNow(), activeSegmentsNow()[0], projectNow()];
  if (clip === null || segment === undefined || open === null) return;
  const { line, runIds: chosen } = useView.getState().profile;
  const path = await chooseSavePlace({
    title: t('analysis.saveTemporalProfile'),
    suggestedName: `${segment.name} ${lineWords(line, clip.asset.media.video).toLowerCase()}`,
    extension: '.png',
    typeName: t('analysis.pngPicture'),
  });
  if (path === null) return;
  const runs = runsNow(segment.id);
  const runIds = runsWithLane({ runs, chosen, compared: comparedRunNow() }).map(({ id }) => id);
  const abort = new AbortController();
  useProfileSave.setState({ saving: { path, fraction: 0, cancel: () => abort.abort() } });
  try {
    const { assetId, inFrame, outFrame } = segment;
    const range = { startFrame: inFrame, endFrame: outFrame };
    const input = { projectId: open.head.id, assetId, runIds, line, range, path, overwrite: true };
    const saved = await callEngine('profile.save', input, { signal: abort.signal });
    notify({
      severity: 'success',
      message: t('analysis.savedAsPixels', { path: baseName(saved.path), width: saved.width, height: saved.height }),
      ...offerFolder(saved.path, run),
    });
  } finally {
    useProfileSave.setState({ saving: null });
  }
}
