import { promptOf } from '../../../native/contract/index.ts';
import { useJobs, useProject, useRuns } from '../../engine/project-data.ts';
import { changeLayout } from '../../state/layout-store.ts';
import { useView } from '../../state/view-store.ts';
import { chooseAndDescribe, compareNewest, playClip, previewFew, splitAtCut } from './tour-actions.ts';

/** What the steps look at to know whether something was done, by their own button or in any other way. */
export interface TourFacts {
  readonly playheadFrame: number;
  readonly segments: number;
  readonly described: boolean;
  readonly working: boolean;
  readonly runs: number;
  readonly compared: boolean;
}

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** What the card points at: the first of these that is on screen. Names of `data-tour`. */
  readonly anchors: readonly string[];
  /** Shown with a ring around, the anchor among them. */
  readonly ringed: readonly string[];
  readonly placement: 'top-start' | 'bottom-end' | 'left-start';
  /** Brings the anchors on screen. */
  readonly prepare: () => void;
  readonly action: {
    readonly label: string;
    /** Of the command that does the same. */
    readonly command?: string;
    /** Why not now; null when it can be done. */
    readonly reason: (facts: TourFacts) => string | null;
    readonly run: () => void | Promise<void>;
  };
  readonly done: (facts: TourFacts) => boolean;
}

const always = () => null;

export const tourSteps: readonly [TourStep, ...TourStep[]] = [
  {
    title: 'A clip and its timeline',
    text: 'This clip came with Interweave. Drop your own files on Media. Down here a clip is laid out: its shots, its film and sound, and the segments that will be restored.',
    anchors: ['timeline'],
    ringed: ['media', 'timeline'],
    placement: 'top-start',
    prepare: () => changeLayout({ timelineShown: true, binShown: true }),
    action: { label: 'Play the clip', command: 'play.toggle', reason: always, run: playClip },
    done: ({ playheadFrame }) => playheadFrame > 0,
  },
  {
    title: 'Split and trim',
    text: 'A segment has its own prompt and settings. Split it at the playhead, drag its ends to trim it. Every edit is saved, and undone one by one.',
    anchors: ['timeline'],
    ringed: ['segments'],
    placement: 'top-start',
    prepare: () => changeLayout({ timelineShown: true }),
    action: { label: 'Split at the cut', command: 'segment.split', reason: always, run: splitAtCut },
    done: ({ segments }) => segments > 1,
  },
  {
    title: 'A model, and words for it',
    text: 'Restore offers ways to restore, from fast to text-guided, each with its own settings. Under Prompt you say what is in the picture, for the models that read it.',
    anchors: ['presets', 'prompt', 'inspector'],
    ringed: ['presets', 'prompt'],
    placement: 'left-start',
    prepare: () => {
      changeLayout({ inspectorShown: true });
      useView.getState().showInspector('restore');
    },
    action: { label: 'Choose and describe', reason: always, run: chooseAndDescribe },
    done: ({ described }) => described,
  },
  {
    title: 'Preview, then restore',
    text: 'A preview restores the marked frames only, with the same bits as the final run. Restore does whole segments. Both work while you go on, and carry on after a crash.',
    anchors: ['preview'],
    ringed: ['preview', 'restore'],
    placement: 'bottom-end',
    prepare: () => undefined,
    action: {
      label: 'Preview 8 frames',
      command: 'restore.preview',
      reason: ({ working }) => (working ? 'It is at work: the bar at the bottom says how far.' : null),
      run: previewFew,
    },
    done: ({ runs }) => runs > 0,
  },
  {
    title: 'Compare, and hand on',
    text: 'Look at source and result through the wipe, side by side or as difference. In the temporal profile flicker shows as ragged streaks. What is restored is exported from Results.',
    // Beside the picture, which is to be seen now.
    anchors: ['results'],
    ringed: ['modes', 'results'],
    placement: 'bottom-end',
    prepare: () => changeLayout({ inspectorShown: true, timelineShown: true }),
    action: {
      label: 'Compare them',
      reason: ({ working, runs }) =>
        runs > 0
          ? null
          : working
            ? 'The preview is not ready yet: the bar at the bottom says how far it is.'
            : 'There is no result yet: go back and preview.',
      run: compareNewest,
    },
    done: ({ compared }) => compared,
  },
];

export function useTourFacts(): TourFacts {
  const segments = useProject()?.segments ?? [];
  const playheadFrame = useView((view) => view.playheadFrame);
  const compared = useView((view) => view.viewerMode !== 'source' && view.profile.shown);
  const runs = useRuns(null).length;
  const working = useJobs().some(({ state }) => state === 'queued' || state === 'running');
  const described = segments.some((segment) => promptOf(segment).prompt.trim() !== '');
  return { playheadFrame, segments: segments.length, described, working, runs, compared };
}
