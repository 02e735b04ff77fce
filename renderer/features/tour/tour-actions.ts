import { findCommand } from '../../app/commands.ts';
import { runCommand } from '../../app/run-command.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { newId } from '../../engine/new-id.ts';
import { editor, projectNow, runsNow } from '../../engine/project-data.ts';
import { useView } from '../../state/view-store.ts';
import { showRun } from '../jobs/show-run.ts';
import { installModel } from '../models/install-model.ts';
import { setPrompts } from '../prompt/prompt-edits.ts';
import { modelOf, presets } from '../restore/presets.ts';
import { withModel } from '../restore/recipe-changes.ts';
import { activeSegmentsNow } from '../restore/restore-selection.ts';
import { clipNow, seekTo } from '../timeline/current-clip.ts';
import { shotsNow } from '../timeline/use-shots.ts';

/** Frames of the preview: one window of the text-guided model. */
const previewFrames = 8;

/** What is to be seen in the sample's second shot. In English in every language: the models read no other. */
const samplePrompt = 'the seed head of a dandelion in a meadow, evening sun behind it';

export function perform(id: string): void {
  const command = findCommand(id);
  if (command !== undefined) runCommand(command);
}

/** From the beginning where it stands at the end. */
export function playClip(): void {
  const clip = clipNow();
  if (clip !== null && useView.getState().playheadFrame >= clip.frameCount - 1) seekTo(0);
  perform('play.toggle');
}

/** Where the picture changes; in the middle as long as that is not known. */
export function splitAtCut(): void {
  const clip = clipNow();
  if (clip === null) return;
  useView.getState().setPlaying(false);
  seekTo(shotsNow()?.cuts[0] ?? Math.floor(clip.frameCount / 2));
  perform('segment.split');
}

/** The text-guided model and words for it, as one step back. */
export async function chooseAndDescribe(): Promise<void> {
  const segments = activeSegmentsNow().length > 0 ? activeSegmentsNow() : selectFirst();
  const preset = presets.find(({ id }) => id === 'text-guided');
  const { models } = await callEngine('models.list', {});
  const card = preset === undefined ? null : modelOf(preset, models);
  const gesture = newId();
  if (card !== null) {
    if (card.status !== 'installed') await installModel(card);
    for (const { id, recipe } of segments) {
      await editor.edit({ type: 'segment.update', id, changes: { recipe: withModel(recipe, card) } }, gesture);
    }
  }
  await setPrompts(
    segments.map(({ id }) => id),
    { prompt: samplePrompt },
    { gesture },
  );
  useView.getState().showInspector('prompt');
}

/** A few marked frames of the selected segment, from the playhead on where it is inside. */
export function previewFew(): void {
  const [segment] = activeSegmentsNow().length > 0 ? activeSegmentsNow() : selectFirst();
  if (segment === undefined) return;
  const { playheadFrame, selectSegments, setMarks, setPlaying } = useView.getState();
  setPlaying(false);
  selectSegments([segment.id]);
  const last = Math.max(segment.inFrame, segment.outFrame - previewFrames);
  const markIn = Math.min(last, Math.max(segment.inFrame, playheadFrame));
  setMarks({ markIn, markOut: Math.min(segment.outFrame, markIn + previewFrames) });
  seekTo(markIn);
  perform('restore.preview');
}

/** The newest run through the wipe, and the temporal profile below it. */
export function compareNewest(): void {
  const run = runsNow(null)[0];
  if (run === undefined) return;
  showRun(run.id);
  const { profile, setProfile } = useView.getState();
  if (!profile.shown) setProfile({ shown: true });
}

function selectFirst(): ReturnType<typeof activeSegmentsNow> {
  const first = projectNow()?.segments[0];
  if (first === undefined) return [];
  useView.getState().selectSegments([first.id], first.assetId);
  return [first];
}
