import type { Segment } from '../../../native/contract/index.ts';
import type { Command } from '../../app/command.ts';
import { inTurn } from '../../engine/in-turn.ts';
import { newSegmentId } from '../../engine/new-id.ts';
import { editor } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { copyCommands } from './copy-commands.ts';
import { clipNow, noClip, seekTo } from './current-clip.ts';
import { markerCommands } from './marker-commands.ts';
import { editPoints, layOutSegments, nextEditPoint, previousEditPoint, segmentAtFrame } from './segment-layout.ts';
import { useTimelineExtent } from './timeline-extent.ts';
import { segmentsNow, selectedSegments } from './selected-segments.ts';
import { snapSourcesNow } from './snap-sources.ts';
import { shotCommands } from './shot-commands.ts';
import { scaleOf, xOfFrame, zoomAround } from './timeline-scale.ts';

/** Cutting and walking along the clip. */
export const timelineCommands: readonly Command[] = [
  {
    id: 'segment.split',
    group: 'Timeline',
    shortcuts: ['s', '$mod+b'],
    disabledReason: () => noClip() ?? (splittable() === null ? t('timeline.movePlayheadInsideSegment') : null),
    run: splitAtPlayhead,
  },
  {
    id: 'segment.add',
    group: 'Timeline',
    shortcuts: ['n'],
    disabledReason: () => noClip() ?? (markedNow() === null ? t('timeline.markMarkOutFirst') : null),
    run: addFromMarks,
  },
  {
    id: 'segment.trimToMarks',
    group: 'Timeline',
    shortcuts: ['t'],
    disabledReason: () =>
      noClip() ??
      (markedNow() === null ? t('timeline.markMarkOutFirst') : activeSegment() === null ? t('timeline.selectSegmentTrimFirst') : null),
    run: async () => {
      const marked = markedNow();
      const segment = activeSegment();
      if (marked !== null && segment !== null) await editor.edit({ type: 'segment.update', id: segment.id, changes: marked });
    },
  },
  {
    id: 'segment.trimStart',
    group: 'Timeline',
    shortcuts: ['q'],
    disabledReason: () => noClip() ?? (splittable() === null ? t('timeline.movePlayheadInsideSegment2') : null),
    run: async () => {
      const segment = splittable();
      const { playheadFrame } = useView.getState();
      if (segment !== null) await editor.edit({ type: 'segment.update', id: segment.id, changes: { inFrame: playheadFrame } });
    },
  },
  {
    id: 'segment.trimEnd',
    group: 'Timeline',
    shortcuts: ['w'],
    disabledReason: () => noClip() ?? (segmentHere() === null ? t('timeline.movePlayheadInsideSegment2') : null),
    run: async () => {
      const segment = segmentHere();
      const { playheadFrame } = useView.getState();
      // The frame on screen stays in, as with the out mark.
      if (segment !== null) await editor.edit({ type: 'segment.update', id: segment.id, changes: { outFrame: playheadFrame + 1 } });
    },
  },
  nudge({ edge: 'inFrame', by: -1, shortcut: 'Alt+ArrowLeft' }),
  nudge({ edge: 'inFrame', by: 1, shortcut: 'Alt+ArrowRight' }),
  nudge({ edge: 'outFrame', by: -1, shortcut: 'Alt+Shift+ArrowLeft' }),
  nudge({ edge: 'outFrame', by: 1, shortcut: 'Alt+Shift+ArrowRight' }),
  {
    id: 'segment.remove',
    group: 'Timeline',
    shortcuts: ['Delete', 'Backspace', 'Shift+Delete'],
    disabledReason: () => (selectedSegments().length === 0 ? t('timeline.selectSegmentFirst') : null),
    run: async () => {
      const ids = selectedSegments().map((segment) => segment.id);
      if (ids.length === 0) return;
      useView.getState().selectSegments([]);
      await editor.edit({ type: 'segment.remove', ids });
    },
  },
  {
    id: 'segment.selectAll',
    group: 'Timeline',
    shortcuts: ['$mod+a'],
    disabledReason: noClip,
    run: () => useView.getState().selectSegments(segmentsNow().map((segment) => segment.id)),
  },
  ...copyCommands,
  ...shotCommands,
  ...markerCommands,
  walk({ id: 'edit.previousPoint', shortcut: 'ArrowUp', find: previousEditPoint }),
  walk({ id: 'edit.nextPoint', shortcut: 'ArrowDown', find: nextEditPoint }),
  {
    id: 'timeline.zoomIn',
    group: 'Timeline',
    shortcuts: ['='],
    repeats: true,
    disabledReason: noClip,
    run: () => zoomBy(2),
  },
  {
    id: 'timeline.zoomOut',
    group: 'Timeline',
    shortcuts: ['-'],
    repeats: true,
    disabledReason: noClip,
    run: () => zoomBy(0.5),
  },
  {
    id: 'timeline.fit',
    group: 'Timeline',
    shortcuts: ['0'],
    disabledReason: noClip,
    run: () => useView.getState().setTimelineView({ pixelsPerFrame: null, scrollFrame: 0 }),
  },
];

interface Nudge {
  readonly edge: 'inFrame' | 'outFrame';
  readonly by: 1 | -1;
  readonly shortcut: string;
}

/** Trims the selected segment by one frame; the viewer goes to the edge, to show what was gained or lost. */
function nudge({ edge, by, shortcut }: Nudge): Command {
  const run = async () => {
    const clip = clipNow();
    const segment = activeSegment();
    if (clip === null || segment === null) return;
    const { inFrame, outFrame } = segment;
    const to =
      edge === 'inFrame'
        ? Math.min(outFrame - 1, Math.max(0, inFrame + by))
        : Math.min(clip.frameCount, Math.max(inFrame + 1, outFrame + by));
    if (to === segment[edge]) return;
    await editor.edit({ type: 'segment.update', id: segment.id, changes: { [edge]: to } });
    seekTo(edge === 'inFrame' ? to : to - 1);
  };
  return {
    id: `segment.${edge}.${by < 0 ? 'back' : 'on'}`,
    group: 'Timeline',
    shortcuts: [shortcut],
    repeats: true,
    disabledReason: () => noClip() ?? (activeSegment() === null ? t('timeline.selectSegmentTrimFirst') : null),
    run: () => inTurn(run),
  };
}

interface Walk {
  readonly id: Command['id'];
  readonly shortcut: string;
  readonly find: (points: readonly number[], frame: number) => number;
}

function walk({ id, shortcut, find }: Walk): Command {
  const run = () => {
    const clip = clipNow();
    if (clip === null) return;
    useView.getState().setPlaying(false);
    const sources = snapSourcesNow(clip);
    seekTo(find(editPoints(sources.segments, sources), sources.playheadFrame));
  };
  return { id, group: 'Playback', shortcuts: [shortcut], repeats: true, disabledReason: noClip, run };
}

/** Around the playhead when it is in sight, else around the middle. */
function zoomBy(factor: number): void {
  const clip = clipNow();
  if (clip === null) return;
  const view = useView.getState();
  const extent = { width: useTimelineExtent.getState().width, frameCount: clip.frameCount };
  const scale = scaleOf(view, extent);
  const playheadX = xOfFrame(view.playheadFrame + 0.5, scale);
  const x = playheadX >= 0 && playheadX <= extent.width ? playheadX : extent.width / 2;
  view.setTimelineView(zoomAround(scale, extent, { x, factor }));
}

async function splitAtPlayhead(): Promise<void> {
  const segment = splittable();
  if (segment === null) return;
  const { playheadFrame, selectSegments } = useView.getState();
  const newId = newSegmentId();
  await editor.edit({ type: 'segment.split', id: segment.id, frame: playheadFrame, newId });
  // The part under the playhead is what one goes on with.
  selectSegments([newId]);
}

async function addFromMarks(): Promise<void> {
  const clip = clipNow();
  const marked = markedNow();
  if (clip === null || marked === null) return;
  const id = newSegmentId();
  await editor.edit({ type: 'segment.add', id, assetId: clip.asset.id, fields: marked });
  useView.getState().selectSegments([id]);
}

/** What the marks enclose; one mark alone reaches to the clip's end on its other side. */
function markedNow(): { readonly inFrame: number; readonly outFrame: number } | null {
  const clip = clipNow();
  const { markIn, markOut } = useView.getState();
  if (clip === null || (markIn === null && markOut === null)) return null;
  return { inFrame: markIn ?? 0, outFrame: Math.min(clip.frameCount, markOut ?? clip.frameCount) };
}

/** The segment under the playhead, a selected one first. */
function segmentHere(): Segment | null {
  const { playheadFrame, selectedSegmentIds } = useView.getState();
  return segmentAtFrame(layOutSegments(segmentsNow()), playheadFrame, selectedSegmentIds);
}

/** The one under the playhead that a cut there would leave two parts of. */
function splittable(): Segment | null {
  const segment = segmentHere();
  return segment !== null && segment.inFrame < useView.getState().playheadFrame ? segment : null;
}

function activeSegment(): Segment | null {
  const selected = selectedSegments();
  return selected.length === 1 ? (selected[0] ?? null) : segmentHere();
}
