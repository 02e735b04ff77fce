import { create } from 'zustand';
import type { Command } from '../../app/command.ts';
import { useView, type ViewerMode } from '../../state/view-store.ts';
import { clipNow, noClip, seekTo } from '../timeline/current-clip.ts';
import { openGoToField } from './go-to-field.ts';
import { percentZoomNow } from './viewer-facts.ts';
import { shuttle, stillShuttle, type Shuttle, type ShuttleEvent } from './shuttle.ts';

const useShuttle = create<Shuttle>()(() => stillShuttle);

/** Playing, stepping, marking, and how the picture is looked at. */
export const viewerCommands: readonly Command[] = [
  {
    id: 'play.toggle',
    title: 'Play or pause',
    group: 'Playback',
    shortcuts: ['Space'],
    disabledReason: noClip,
    run: () => {
      const { playing, setPlaying } = useView.getState();
      setPlaying(!playing);
    },
  },
  ...(['j', 'k', 'l'] as const).map((key) => ({
    id: { j: 'play.reverse', k: 'play.stop', l: 'play.forward' }[key],
    title: { j: 'Play backwards, again for faster', k: 'Stop; hold with J or L to play slowly', l: 'Play forwards, again for faster' }[key],
    group: 'Playback' as const,
    shortcuts: [key],
    disabledReason: noClip,
    run: () => pushShuttle({ type: 'press', key }),
    release: () => pushShuttle({ type: 'release', key }),
  })),
  step({ id: 'frame.previous', title: 'Step back one frame', shortcuts: ['ArrowLeft', ','], by: () => -1 }),
  step({ id: 'frame.next', title: 'Step forward one frame', shortcuts: ['ArrowRight', '.'], by: () => 1 }),
  step({ id: 'second.previous', title: 'Step back one second', shortcuts: ['Shift+ArrowLeft'], by: () => -secondNow() }),
  step({ id: 'second.next', title: 'Step forward one second', shortcuts: ['Shift+ArrowRight'], by: secondNow }),
  jump({ id: 'clip.start', title: 'Go to first frame', shortcuts: ['Home'], to: () => 0 }),
  jump({ id: 'clip.end', title: 'Go to last frame', shortcuts: ['End'], to: () => Infinity }),
  jump({ id: 'mark.goToIn', title: 'Go to in mark', shortcuts: ['Shift+i'], to: () => useView.getState().markIn ?? 0 }),
  jump({ id: 'mark.goToOut', title: 'Go to out mark', shortcuts: ['Shift+o'], to: () => (useView.getState().markOut ?? Infinity) - 1 }),
  {
    id: 'time.goTo',
    title: 'Go to timecode',
    group: 'Playback',
    shortcuts: ['g'],
    disabledReason: noClip,
    run: () => openGoToField(true),
  },
  {
    id: 'play.loop',
    title: 'Loop between the marks',
    group: 'Playback',
    shortcuts: ['Shift+l'],
    disabledReason: noClip,
    run: () => {
      const { loop, setLoop } = useView.getState();
      setLoop(!loop);
    },
  },
  { id: 'mark.in', title: 'Mark in', group: 'Playback', shortcuts: ['i'], disabledReason: noClip, run: markIn },
  { id: 'mark.out', title: 'Mark out', group: 'Playback', shortcuts: ['o'], disabledReason: noClip, run: markOut },
  {
    id: 'mark.clear',
    title: 'Clear marks',
    group: 'Playback',
    shortcuts: ['Alt+x'],
    run: () => useView.getState().setMarks({ markIn: null, markOut: null }),
  },
  look({ id: 'viewer.source', title: 'View source', shortcut: '1', mode: 'source' }),
  look({ id: 'viewer.result', title: 'View result', shortcut: '2', mode: 'result' }),
  look({ id: 'viewer.wipe', title: 'View wipe', shortcut: '3', mode: 'wipe' }),
  look({ id: 'viewer.sideBySide', title: 'View side by side', shortcut: '4', mode: 'side-by-side' }),
  look({ id: 'viewer.difference', title: 'View difference', shortcut: '5', mode: 'difference' }),
  {
    id: 'viewer.flip',
    title: 'Flicker: the other picture while held',
    group: 'View',
    shortcuts: ['a'],
    disabledReason: noClip,
    run: () => useView.getState().setFlipped(true),
    release: () => useView.getState().setFlipped(false),
  },
  {
    id: 'viewer.swap',
    title: 'Flicker: change between source and result',
    group: 'View',
    shortcuts: ['Shift+a'],
    disabledReason: noClip,
    run: () => {
      const { viewerMode, setViewerMode } = useView.getState();
      setViewerMode(viewerMode === 'source' ? 'result' : 'source');
    },
  },
  {
    id: 'viewer.loupe',
    title: 'Loupe at the pointer',
    group: 'View',
    shortcuts: ['z'],
    disabledReason: noClip,
    run: () => {
      const { loupe, setLoupe } = useView.getState();
      setLoupe(!loupe);
    },
  },
  {
    id: 'viewer.fit',
    title: 'Fit picture',
    group: 'View',
    shortcuts: ['Alt+0'],
    run: () => useView.getState().setViewerZoom({ mode: 'fit', panX: 0, panY: 0 }),
  },
  {
    id: 'viewer.oneToOne',
    title: 'Show picture at 100 %',
    group: 'View',
    shortcuts: ['Alt+1'],
    run: () => useView.getState().setViewerZoom({ mode: 'one-to-one' }),
  },
  {
    id: 'viewer.twoToOne',
    title: 'Show picture at 200 %',
    group: 'View',
    shortcuts: ['Alt+2'],
    disabledReason: noClip,
    run: () => useView.getState().setViewerZoom({ mode: 'free', scale: percentZoomNow(200) }),
  },
];

function look({
  mode,
  shortcut,
  ...names
}: {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string;
  readonly mode: ViewerMode;
}): Command {
  return { ...names, group: 'View', shortcuts: [shortcut], run: () => useView.getState().setViewerMode(mode) };
}

interface Move {
  readonly id: string;
  readonly title: string;
  readonly shortcuts: readonly string[];
}

function step({ by, ...names }: Move & { readonly by: () => number }): Command {
  return { ...jump({ ...names, to: () => useView.getState().playheadFrame + by() }), repeats: true };
}

/** A deliberate move ends playing: the frame that was asked for stays on screen. */
function jump({ to, ...names }: Move & { readonly to: () => number }): Command {
  const run = () => {
    useView.getState().setPlaying(false);
    seekTo(to());
  };
  return { ...names, group: 'Playback', disabledReason: noClip, run };
}

function secondNow(): number {
  return clipNow()?.clock.nominalRate ?? 0;
}

/** A mark that would leave nothing between the two takes the other one away. */
function markIn(): void {
  const { playheadFrame, markOut, setMarks } = useView.getState();
  setMarks({ markIn: playheadFrame, ...(markOut !== null && markOut <= playheadFrame ? { markOut: null } : {}) });
}

/** The frame on screen is the last one between the marks. */
function markOut(): void {
  const { playheadFrame, markIn, setMarks } = useView.getState();
  setMarks({ markOut: playheadFrame + 1, ...(markIn !== null && markIn > playheadFrame ? { markIn: null } : {}) });
}

function pushShuttle(event: ShuttleEvent): void {
  const { playing, playbackRate, setPlaying } = useView.getState();
  const now = shuttle(useShuttle.getState(), { type: 'set', rate: playing ? playbackRate : 0 });
  const next = shuttle(now, event);
  useShuttle.setState(next);
  if (next.rate !== now.rate) setPlaying(next.rate !== 0, next.rate === 0 ? 1 : next.rate);
}
