import { AppError, MAX_COPIES, MAX_PASTED_INTO, settingsOf } from '../../../native/contract/index.ts';
import type { Edit, Rational, Segment, SegmentSettings } from '../../../native/contract/index.ts';
import type { Command } from '../../app/command.ts';
import { copiedContent, copyContent } from '../../engine/clipboard.ts';
import { newId, newSegmentId } from '../../engine/new-id.ts';
import { editor, projectNow } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import { useView } from '../../state/view-store.ts';
import { clipNow, noClip } from './current-clip.ts';
import { copiedSegments, inMessages, placedAt } from './segment-copies.ts';
import type { Copy } from './segment-copies.ts';
import { selectedSegments } from './selected-segments.ts';

const noneSelected = () => (selectedSegments().length === 0 ? t('timeline.selectSegmentFirst') : null);

/** Segments and what they are restored with, from one place to another: in the project, or by the system's clipboard out of it. */
export const copyCommands: readonly Command[] = [
  {
    id: 'segment.copy',
    group: 'Timeline',
    shortcuts: ['$mod+c'],
    disabledReason: noneSelected,
    run: copySelected,
  },
  {
    id: 'segment.cut',
    group: 'Timeline',
    shortcuts: ['$mod+x'],
    disabledReason: noneSelected,
    run: async () => {
      const ids = selectedSegments().map(({ id }) => id);
      await copySelected();
      useView.getState().selectSegments([]);
      await editor.edit({ type: 'segment.remove', ids });
    },
  },
  {
    id: 'segment.paste',
    group: 'Timeline',
    shortcuts: ['$mod+v'],
    disabledReason: noClip,
    run: pasteAtPlayhead,
  },
  {
    id: 'segment.duplicate',
    group: 'Timeline',
    shortcuts: ['$mod+d'],
    disabledReason: noneSelected,
    run: duplicateSelected,
  },
  {
    id: 'segment.copySettings',
    group: 'Timeline',
    shortcuts: ['$mod+Alt+c'],
    disabledReason: () => noneSelected() ?? (selectedSegments().length > 1 ? t('timeline.selectOneSegmentCopy') : null),
    run: async () => {
      const [segment] = selectedSegments();
      if (segment === undefined) return;
      await copyContent({ interweave: 'settings', version: 1, settings: settingsOf(segment) });
      notify({ severity: 'info', message: t('timeline.settingsCopied', { segment: segment.name }) });
    },
  },
  {
    id: 'segment.pasteSettings',
    group: 'Timeline',
    shortcuts: ['$mod+Alt+v'],
    disabledReason: noneSelected,
    run: pasteSettings,
  },
];

async function copySelected(): Promise<void> {
  const segments = selectedSegments();
  if (segments.length === 0) return;
  refuseTooMany(segments.length);
  const rates = new Map(projectNow()?.assets.map(({ id, media }) => [id, media.video.frameRate]));
  const rateOf = ({ assetId }: Segment): Rational => rates.get(assetId)!;
  await copyContent({ interweave: 'segments', version: 1, segments: copiedSegments(segments, rateOf) });
  notify({
    severity: 'info',
    message:
      segments.length === 1
        ? t('timeline.copied', { segments: segments[0]!.name })
        : t('timeline.segmentsCopied', { segments: segments.length }),
  });
}

async function pasteAtPlayhead(): Promise<void> {
  const content = await copiedContent();
  const clip = clipNow();
  if (clip === null) return;
  if (content.interweave === 'settings') {
    notify({ severity: 'info', message: t('timeline.clipboardHoldsSettingsNot') });
    return;
  }
  const { frameCount, asset } = clip;
  const at = { frame: useView.getState().playheadFrame, frameCount, rate: asset.media.video.frameRate };
  const { segments, shortened, leftOut } = placedAt(content.segments, at);
  await addCopies(
    'paste',
    segments.map((segment) => ({ ...segment, id: newSegmentId(), assetId: asset.id })),
  );
  if (shortened + leftOut > 0) notify({ severity: 'info', message: endWords({ shortened, leftOut }) });
}

/** Of the same frames: with other settings they are a second try, beside the first. */
async function duplicateSelected(): Promise<void> {
  const segments = selectedSegments();
  refuseTooMany(segments.length);
  await addCopies(
    'duplicate',
    segments.map(({ kind: _kind, record: _record, ...segment }) => ({ ...segment, id: newSegmentId() })),
  );
}

/** One undo step; the new ones are selected. */
async function addCopies(how: Extract<Edit, { type: 'segment.copies' }>['how'], copies: readonly Copy[]): Promise<void> {
  const gesture = newId();
  // Each waits for the one before: edits of a gesture that come meanwhile would be dropped for the newest.
  for (const segments of inMessages(copies)) {
    await editor.edit({ type: 'segment.copies', how, count: copies.length, segments: [...segments] }, gesture);
  }
  useView.getState().selectSegments(copies.map(({ id }) => id));
}

async function pasteSettings(): Promise<void> {
  const content = await copiedContent();
  const settings: SegmentSettings = content.interweave === 'settings' ? content.settings : settingsOf(content.segments[0]!);
  const ids = selectedSegments().map(({ id }) => id);
  if (ids.length === 0) return;
  refuseTooMany(ids.length, MAX_PASTED_INTO);
  await editor.edit({ type: 'segment.settings', ids, settings });
  notify({
    severity: 'info',
    message: ids.length === 1 ? t('timeline.settingsPasted') : t('timeline.settingsPastedSegments', { ids: ids.length }),
  });
}

function refuseTooMany(count: number, most = MAX_COPIES): void {
  if (count > most) throw new AppError('too-large', t('timeline.segmentsTooManyAt', { count, most }));
}

function endWords({ shortened, leftOut }: { readonly shortened: number; readonly leftOut: number }): string {
  const parts = [
    shortened === 0
      ? ''
      : t('timeline.withClipShorterThan', {
          value: shortened === 1 ? t('timeline.oneSegmentEnds') : t('timeline.segmentsEnd', { shortened }),
        }),
    leftOut === 0
      ? ''
      : t('timeline.behindEndLeftOut', { value: leftOut === 1 ? t('timeline.oneWouldBegin') : t('timeline.wouldBegin', { leftOut }) }),
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}
