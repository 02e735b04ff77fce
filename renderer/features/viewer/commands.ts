import { create } from 'zustand';
import type { Command } from '../../app/command.ts';
import { useView, type ViewerMode } from '../../state/view-store.ts';
import { clipNow, noClip, seekTo } from '../timeline/current-clip.ts';
import { openGoToField } from './go-to-field.ts';
import { percentZoomNow } from './viewer-facts.ts';
import { shuttle, stillShuttle, type Shuttle, type ShuttleEvent } from './shuttle.ts';

/** To each side. */
const aroundSec = 2;

const useShuttle = create<Shuttle>()(() => stillShuttle);

/** Playing, stepping, marking, and how the picture is looked at. */
export const viewerCommands: readonly Command[] = [
  {
    id: 'play.toggle',
    group: 'Playback',
    shortcuts: ['Space'],
    disabledReason: noClip,
    run: () => {
      const { playing, setPlaying } = useView.getState();
      setPlaying(!playing);
    },
  },
  ...(['j', 'k', 'l'] as const).map((key) => ({
    id: ({ j: 'play.reverse', k: 'play.stop', l: 'play.forward' } as const)[key],
    group: 'Playback' as const,
    shortcuts: [key],
    disabledReason: noClip,
    run: () => pushShuttle({ type: 'press', key }),
    release: () => pushShuttle({ type: 'release', key }),
  })),
  step({ id: 'frame.previous', shortcuts: ['ArrowLeft', ','], by: () => -1 }),
  step({ id: 'frame.next', shortcuts: ['ArrowRight', '.'], by: () => 1 }),
  step({ id: 'second.previous', shortcuts: ['Shift+ArrowLeft'], by: () => -secondNow() }),
  step({ id: 'second.next', shortcuts: ['Shift+ArrowRight'], by: secondNow }),
  jump({ id: 'clip.start', shortcuts: ['Home'], to: () => 0 }),
  jump({ id: 'clip.end', shortcuts: ['End'], to: () => Infinity }),
  jump({ id: 'mark.goToIn', shortcuts: ['Shift+i'], to: () => useView.getState().markIn ?? 0 }),
  jump({ id: 'mark.goToOut', shortcuts: ['Shift+o'], to: () => (useView.getState().markOut ?? Infinity) - 1 }),
  {
    id: 'time.goTo',
    group: 'Playback',
    shortcuts: ['g'],
    disabledReason: noClip,
    run: () => openGoToField(true),
  },
  {
    id: 'play.around',
    group: 'Playback',
    shortcuts: ['/'],
    disabledReason: noClip,
    run: playAround,
  },
  {
    id: 'play.loop',
    group: 'Playback',
    shortcuts: ['Shift+l'],
    disabledReason: noClip,
    run: () => {
      const { loop, setLoop } = useView.getState();
      setLoop(!loop);
    },
  },
  { id: 'mark.in', group: 'Playback', shortcuts: ['i'], disabledReason: noClip, run: markIn },
  { id: 'mark.out', group: 'Playback', shortcuts: ['o'], disabledReason: noClip, run: markOut },
  {
    id: 'mark.clear',
    group: 'Playback',
    shortcuts: ['Alt+x'],
    run: () => useView.getState().setMarks({ markIn: null, markOut: null }),
  },
  look({ id: 'viewer.source', shortcut: '1', mode: 'source' }),
  look({ id: 'viewer.result', shortcut: '2', mode: 'result' }),
  look({ id: 'viewer.wipe', shortcut: '3', mode: 'wipe' }),
  look({ id: 'viewer.sideBySide', shortcut: '4', mode: 'side-by-side' }),
  look({ id: 'viewer.difference', shortcut: '5', mode: 'difference' }),
  {
    id: 'viewer.flip',
    group: 'View',
    shortcuts: ['a'],
    disabledReason: noClip,
    run: () => useView.getState().setFlipped(true),
    release: () => useView.getState().setFlipped(false),
  },
  {
    id: 'viewer.swap',
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
    group: 'View',
    shortcuts: ['Alt+0'],
    run: () => useView.getState().setViewerZoom({ mode: 'fit', panX: 0, panY: 0 }),
  },
  {
    id: 'viewer.oneToOne',
    group: 'View',
    shortcuts: ['Alt+1'],
    run: () => useView.getState().setViewerZoom({ mode: 'one-to-one' }),
  },
  {
    id: 'viewer.twoToOne',
    group: 'View',
    shortcuts: ['Alt+2'],
    disabledReason: noClip,
    run: () => useView.getState().setViewerZoom({ mode: 'free', scale: percentZoomNow(200) }),
  },
];

function look({ mode, shortcut, ...names }: { readonly id: Command['id']; readonly shortcut: string; readonly mode: ViewerMode }): Command {
  return { ...names, group: 'View', shortcuts: [shortcut], run: () => useView.getState().setViewerMode(mode) };
}

interface Move {
  readonly id: Command['id'];
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

/** From a little before the playhead to a little behind it, then back. */
function playAround(): void {
  const clip = clipNow();
  if (clip === null) return;
  const { playheadFrame, passage, playPassage } = useView.getState();
  // Pressed again while it plays: around the same place.
  const returnFrame = passage?.returnFrame ?? playheadFrame;
  const reach = aroundSec * clip.clock.nominalRate;
  playPassage({ startFrame: Math.max(0, returnFrame - reach), endFrame: Math.min(clip.frameCount, returnFrame + reach), returnFrame });
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
