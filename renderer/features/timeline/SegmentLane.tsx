import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { Segment } from '../../../native/contract/index.ts';
import { ContextMenu, useContextMenu } from '../../components/ContextMenu.tsx';
import { useElementSize } from '../../components/use-element-size.ts';
import { useJobs, useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { DragGuide } from './DragGuide.tsx';
import { NarrowSegments } from './NarrowSegments.tsx';
import { SegmentBlock } from './SegmentBlock.tsx';
import { segmentsBetween, segmentsInSight, type SegmentLayout } from './segment-layout.ts';
import { segmentStyles } from './segment-styles.ts';
import { segmentWork, segmentStatus } from './segment-status.ts';
import { visibleFrames } from './timeline-scale.ts';
import type { Tracks } from './tracks.ts';
import { useScrub } from './use-scrub.ts';
import { useSegmentDrag } from './use-segment-drag.ts';
import { useSegmentKeys } from './use-segment-keys.ts';

/** Narrower than this a segment is a bar of the canvas: it has no room for a name or a hand. */
const blockPx = 12;
const rowGapPx = 3;

/** What is done with segments by a right click. */
const segmentMenu: readonly (readonly string[])[] = [
  ['segment.split', 'segment.trimToMarks'],
  ['restore.preview', 'restore.selected', 'restore.selectedInto'],
  ['caption.describe', 'view.promptTab', 'view.resultsTab'],
  ['segment.cut', 'segment.copy', 'segment.paste', 'segment.duplicate'],
  ['segment.copySettings', 'segment.pasteSettings'],
  ['segment.remove'],
];

/** Where no segment is. */
const laneMenuGroups: readonly (readonly string[])[] = [['segment.paste', 'segment.add'], ['segment.selectAll']];

/** The segments of the clip. Only those in sight exist as elements; where they lie too dense, one canvas draws them. */
export function SegmentLane({ layout, ...tracks }: Tracks & { readonly layout: SegmentLayout }) {
  const { scale, extent } = tracks;
  const { ref, height } = useElementSize();
  const selectedIds = useView((view) => view.selectedSegmentIds);
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const runs = useRuns(null);
  const jobs = useJobs();
  const work = useMemo(() => segmentWork(runs, jobs), [runs, jobs]);
  const seen = useMemo(() => segmentsInSight(layout, visibleFrames(scale, extent)), [layout, scale, extent]);
  const drag = useSegmentDrag(tracks);
  const keys = useSegmentKeys({ ...tracks, layout });
  const scrub = useScrub(tracks);
  const menu = useContextMenu();
  const laneMenu = useContextMenu();
  const dragged = drag.state.status === 'dragging' ? drag.state : null;

  const isBlock = (segment: Segment) =>
    selected.has(segment.id) || segment.id === dragged?.grip.id || (segment.outFrame - segment.inFrame) * scale.pixelsPerFrame >= blockPx;
  const blocks = seen.filter((index) => isBlock(layout.segments[index]!));
  const rowHeight = (height - rowGapPx * (layout.rowCount + 1)) / layout.rowCount;
  const focusable = blocks.find((index) => selected.has(layout.segments[index]!.id)) ?? blocks[0];

  return (
    <Box
      id="timeline-segments"
      data-tour="segments"
      ref={ref}
      role="group"
      aria-label={t('timeline.segments')}
      onContextMenu={laneMenu.onContextMenu}
      {...scrub}
      onPointerDown={(event) => {
        if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) useView.getState().selectSegments([]);
        scrub.onPointerDown(event);
      }}
      sx={(theme) => ({ position: 'relative', overflow: 'hidden', touchAction: 'none', ...segmentStyles(theme) })}
    >
      {height > 0 && (
        <>
          <NarrowSegments
            {...tracks}
            layout={layout}
            seen={seen}
            isBlock={isBlock}
            height={height}
            rowHeight={rowHeight}
            rowGap={rowGapPx}
          />
          {blocks.map((index) => {
            const segment = layout.segments[index]!;
            const shown = dragged?.grip.id === segment.id ? { ...segment, inFrame: dragged.inFrame, outFrame: dragged.outFrame } : segment;
            return (
              <SegmentBlock
                key={segment.id}
                {...tracks}
                segment={shown}
                status={segmentStatus(shown, work)}
                selected={selected.has(segment.id)}
                dragging={dragged?.grip.id === segment.id}
                focusable={index === focusable}
                top={rowGapPx + (layout.rows[index] ?? 0) * (rowHeight + rowGapPx)}
                height={rowHeight}
                onKeyDown={(event) => keys(event, segment)}
                onPress={(event, part) => {
                  if (part === 'body') selectByPress(event, segment, layout);
                  else useView.getState().selectSegments([segment.id]);
                  drag.start(event, segment, part);
                }}
                onMove={drag.move}
                onRelease={(event) => {
                  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
                  if (!drag.end() && plain) useView.getState().selectSegments([segment.id]);
                }}
                onCancel={drag.cancel}
                onContextMenu={(event) => {
                  const { selectedSegmentIds, selectSegments } = useView.getState();
                  if (!selectedSegmentIds.includes(segment.id)) selectSegments([segment.id]);
                  menu.onContextMenu(event);
                }}
              />
            );
          })}
          {dragged !== null && <DragGuide {...tracks} drag={dragged} />}
        </>
      )}
      <ContextMenu label={t('timeline.segment')} place={menu.place} groups={segmentMenu} onClose={menu.close} />
      <ContextMenu label={t('timeline.segments')} place={laneMenu.place} groups={laneMenuGroups} onClose={laneMenu.close} />
    </Box>
  );
}

/** Plain: this one (kept with the others when it is one of them, until let go). Ctrl: in or out. Shift: up to this one. */
function selectByPress(event: React.PointerEvent, segment: Segment, layout: SegmentLayout): void {
  const { selectedSegmentIds, selectSegments } = useView.getState();
  const others = selectedSegmentIds.filter((id) => id !== segment.id);
  const anchor = selectedSegmentIds.at(-1);
  if (event.ctrlKey || event.metaKey) selectSegments(others.length < selectedSegmentIds.length ? others : [...others, segment.id]);
  else if (event.shiftKey && anchor !== undefined) {
    // The anchor stays last, so that another Shift+click starts from it again.
    selectSegments([...segmentsBetween(layout, segment.id, anchor).filter((id) => id !== anchor), anchor]);
  } else if (others.length === selectedSegmentIds.length) selectSegments([segment.id]);
}
