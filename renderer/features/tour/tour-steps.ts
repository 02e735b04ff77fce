import type { Command } from '../../app/command.ts';
import { promptOf } from '../../../native/contract/index.ts';
import { useJobs, useProject, useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
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
  /** Its texts are `NAMETitle`, `NAMEText` and `NAMEAction` of the tour's table. */
  readonly name: 'clip' | 'split' | 'model' | 'preview' | 'compare';
  /** What the card points at: the first of these that is on screen. Names of `data-tour`. */
  readonly anchors: readonly string[];
  /** Shown with a ring around, the anchor among them. */
  readonly ringed: readonly string[];
  readonly placement: 'top-start' | 'bottom-end' | 'left-start';
  /** Brings the anchors on screen. */
  readonly prepare: () => void;
  readonly action: {
    /** Of the command that does the same. */
    readonly command?: Command['id'];
    /** Why not now; null when it can be done. */
    readonly reason: (facts: TourFacts) => string | null;
    readonly run: () => void | Promise<void>;
  };
  readonly done: (facts: TourFacts) => boolean;
}

const always = () => null;

export const tourSteps: readonly [TourStep, ...TourStep[]] = [
  {
    name: 'clip',
    anchors: ['timeline'],
    ringed: ['media', 'timeline'],
    placement: 'top-start',
    prepare: () => changeLayout({ timelineShown: true, binShown: true }),
    action: { command: 'play.toggle', reason: always, run: playClip },
    done: ({ playheadFrame }) => playheadFrame > 0,
  },
  {
    name: 'split',
    anchors: ['timeline'],
    ringed: ['segments'],
    placement: 'top-start',
    prepare: () => changeLayout({ timelineShown: true }),
    action: { command: 'segment.split', reason: always, run: splitAtCut },
    done: ({ segments }) => segments > 1,
  },
  {
    name: 'model',
    anchors: ['presets', 'prompt', 'inspector'],
    ringed: ['presets', 'prompt'],
    placement: 'left-start',
    prepare: () => {
      changeLayout({ inspectorShown: true });
      useView.getState().showInspector('restore');
    },
    action: { reason: always, run: chooseAndDescribe },
    done: ({ described }) => described,
  },
  {
    name: 'preview',
    anchors: ['preview'],
    ringed: ['preview', 'restore'],
    placement: 'bottom-end',
    prepare: () => undefined,
    action: {
      command: 'restore.preview',
      reason: ({ working }) => (working ? t('tour.atWork') : null),
      run: previewFew,
    },
    done: ({ runs }) => runs > 0,
  },
  {
    name: 'compare',
    // Beside the picture, which is to be seen now.
    anchors: ['results'],
    ringed: ['modes', 'results'],
    placement: 'bottom-end',
    prepare: () => changeLayout({ inspectorShown: true, timelineShown: true }),
    action: {
      reason: ({ working, runs }) => (runs > 0 ? null : working ? t('tour.notReady') : t('tour.noResult')),
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
