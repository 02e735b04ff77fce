import type { AssetShots } from '../../../native/contract/index.ts';
import type { Command } from '../../app/command.ts';
import { inTurn } from '../../engine/in-turn.ts';
import { newId, newSegmentId } from '../../engine/new-id.ts';
import { editor } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { clipNow, noClip } from './current-clip.ts';
import { segmentsNow, selectedSegments } from './selected-segments.ts';
import { cutBefore, cutsInside, withCut, withoutCut } from './shot-cuts.ts';
import { shotsNow } from './use-shots.ts';

/** Where the shots of the clip begin: restores never reach across. */
export const shotCommands: readonly Command[] = [
  {
    id: 'shots.addCut',
    group: 'Timeline',
    shortcuts: ['c'],
    disabledReason: () => locked() ?? (cutHere() ? t('timeline.shotBeginsAtFrame') : null),
    run: () => changeCuts(withCut),
  },
  {
    id: 'shots.merge',
    group: 'Timeline',
    shortcuts: ['Shift+c'],
    disabledReason: () => locked() ?? (startOfShot() === null ? t('timeline.movePlayheadBehindCut') : null),
    run: () => changeCuts((cuts) => withoutCut(cuts, startOfShot() ?? -1)),
  },
  {
    id: 'segment.splitAtShots',
    group: 'Timeline',
    shortcuts: ['Shift+s'],
    disabledReason: () =>
      noClip() ??
      (selectedOfClip().length === 0 ? t('timeline.selectSegmentFirst') : splits().length === 0 ? t('timeline.noShotBeginsInside') : null),
    run: splitAtShots,
  },
  {
    id: 'shots.toggle',
    group: 'Timeline',
    shortcuts: [],
    disabledReason: noClip,
    run: () => changeShots(({ off, cuts }) => ({ off: !off, cuts })),
  },
  {
    id: 'shots.asFound',
    group: 'Timeline',
    shortcuts: [],
    disabledReason: () => noClip() ?? (shotsNow()?.status === 'edited' ? null : t('timeline.shotsClipWereNot')),
    run: () => changeShots(() => ({ off: false, cuts: null })),
  },
];

function locked(): string | null {
  return noClip() ?? shotsNow()?.locked ?? null;
}

/** The cut that the shot under the playhead begins with. */
function startOfShot(): number | null {
  return cutBefore(shotsNow()?.cuts ?? [], useView.getState().playheadFrame);
}

function cutHere(): boolean {
  const { playheadFrame } = useView.getState();
  return playheadFrame === 0 || startOfShot() === playheadFrame;
}

function changeCuts(change: (cuts: readonly number[], playheadFrame: number) => number[]): Promise<void> {
  const { playheadFrame } = useView.getState();
  return changeShots(() => ({ off: false, cuts: change(shotsNow()?.cuts ?? [], playheadFrame) }));
}

function changeShots(change: (shots: AssetShots) => AssetShots): Promise<void> {
  return inTurn(async () => {
    const clip = clipNow();
    if (clip === null) return;
    const { id, shots = { off: false, cuts: null } } = clip.asset;
    await editor.edit({ type: 'asset.shots', id, shots: change(shots) });
  });
}

function selectedOfClip() {
  const ofClip = new Set(segmentsNow());
  return selectedSegments().filter((segment) => ofClip.has(segment));
}

function splits() {
  const cuts = shotsNow()?.cuts ?? [];
  return selectedOfClip()
    .map((segment) => ({ segment, at: cutsInside(cuts, segment) }))
    .filter(({ at }) => at.length > 0);
}

/** One undo step; the parts are selected, as what they were made of was. */
async function splitAtShots(): Promise<void> {
  const gesture = newId();
  const parts = selectedSegments().map(({ id }) => id);
  for (const { segment, at } of splits()) {
    let id = segment.id;
    for (const frame of at) {
      const rest = newSegmentId();
      // Each waits for the one before: edits of a gesture that come meanwhile would be dropped for the newest.
      await editor.edit({ type: 'segment.split', id, frame, newId: rest }, gesture);
      parts.push(rest);
      id = rest;
    }
  }
  useView.getState().selectSegments(parts);
}
