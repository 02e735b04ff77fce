import { isDeepStrictEqual } from 'node:util';
import { AppError, promptChanges } from '../contract/index.ts';
import type { Asset, AssetShots, Edit, Marker, Recipe, Segment } from '../contract/index.ts';
import type { Change } from './diff.ts';
import { assetOf, requireFree, requireRange, segmentOf } from './edited-items.ts';
import type { ItemReader } from './edited-items.ts';
import { copiesOf } from './segment-copies.ts';
import { baseOf, freeName } from './segment-names.ts';
import { withAgreedWords, withRecipeWords } from './segment-words.ts';

/** Edits that need nothing but the project. Relinking looks at files first and ends in `putAssets`. */
export type StoredEdit = Exclude<Edit, { type: 'asset.relink' }>;

export interface EditChanges {
  /** In the user's words, for the undo menu. */
  readonly label: string;
  readonly changes: readonly Change[];
}

/** What an edit does to the project, or why it cannot be done. Changes nothing itself. */
export function changesOfEdit(edit: StoredEdit, items: ItemReader): EditChanges {
  switch (edit.type) {
    case 'project.update': {
      const from = items.project();
      const to = { ...from, ...given(edit.changes) };
      return {
        label: isDeepStrictEqual(from, { ...to, name: from.name }) ? 'Rename project' : 'Change project settings',
        changes: [{ from, to }],
      };
    }
    case 'asset.remove': {
      const asset = assetOf(edit.id, items);
      return { label: 'Remove media', changes: [...items.segmentsOf(asset.id), asset].map((from) => ({ from, to: null })) };
    }
    case 'asset.shots': {
      const from = assetOf(edit.id, items);
      const { frameCount } = from.media.video;
      const cuts = edit.shots.cuts === null ? null : [...new Set(edit.shots.cuts)].sort((a, b) => a - b);
      const last = cuts?.at(-1) ?? 0;
      if (last >= frameCount) {
        throw new AppError(
          'bad-input',
          `"${from.name}" has ${frameCount} frames; no shot of it can begin at frame ${last}. Choose a frame inside.`,
        );
      }
      return { label: shotsLabel(from, edit.shots), changes: [{ from, to: { ...from, shots: { off: edit.shots.off, cuts } } }] };
    }
    case 'asset.markers': {
      const from = assetOf(edit.id, items);
      const { frameCount } = from.media.video;
      const byFrame = new Map(edit.markers.map((marker) => [marker.frame, marker]));
      const markers = [...byFrame.values()].sort((a, b) => a.frame - b.frame);
      const last = markers.at(-1)?.frame ?? 0;
      if (last >= frameCount) {
        throw new AppError(
          'bad-input',
          `"${from.name}" has ${frameCount} frames; no marker of it can be at frame ${last}. Choose a frame inside.`,
        );
      }
      return { label: markersLabel(from.markers ?? [], markers), changes: [{ from, to: { ...from, markers } }] };
    }
    case 'segment.add': {
      const { recipe, output } = items.project();
      const { name = freeName('Segment', items), ...fields } = given(edit.fields);
      const defaults = { prompt: '', negativePrompt: '', recipe, output };
      const made: Segment = { kind: 'segment', id: edit.id, assetId: edit.assetId, name, ...defaults, ...fields };
      const to = withAgreedWords(made, { segment: null, recipe });
      requireFree(edit.id, items);
      requireRange(to, assetOf(edit.assetId, items));
      return { label: 'Add segment', changes: [{ from: null, to }] };
    }
    case 'segment.update': {
      const from = segmentOf(edit.id, items);
      const to = withAgreedWords({ ...from, ...given(edit.changes) }, { segment: from, recipe: from.recipe });
      requireRange(to, assetOf(from.assetId, items));
      return { label: updateLabel(from, to), changes: [{ from, to }] };
    }
    case 'segment.prompt': {
      const changes = segmentsOf(edit.of, items).map((from) => ({
        from,
        to: withAgreedWords(
          { ...from, ...promptChanges(from, edit.settings), ...given({ caption: edit.caption }) },
          { segment: from, recipe: from.recipe },
        ),
      }));
      const only = changes.length === 1 ? changes[0] : undefined;
      return { label: only === undefined ? `Change prompt of ${changes.length} segments` : updateLabel(only.from, only.to), changes };
    }
    case 'segment.settings': {
      const segments = [...new Set(edit.ids)].map((id) => segmentOf(id, items));
      return {
        label: segments.length === 1 ? 'Paste settings' : `Paste settings to ${segments.length} segments`,
        changes: segments.map((from) => ({ from, to: withRecipeWords({ ...from, ...edit.settings }) })),
      };
    }
    case 'segment.copies':
      return { label: copiesLabel(edit), changes: copiesOf(edit.segments, items).map((to) => ({ from: null, to })) };
    case 'segment.split':
      return split(edit, items);
    case 'segment.remove': {
      const segments = [...new Set(edit.ids)].map((id) => segmentOf(id, items));
      const label = segments.length === 1 ? 'Remove segment' : `Remove ${segments.length} segments`;
      return { label, changes: segments.map((from) => ({ from, to: null })) };
    }
  }
}

/**
 * Adds assets and replaces those that are there (relinked ones). A replaced asset has to hold its segments:
 * cutting them down unasked would lose the user's trims.
 */
export function changesOfAssets(assets: readonly Asset[], items: ItemReader): Change[] {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  return [...byId.values()].map((to) => {
    const from = items.item(to.id);
    if (from !== null && from.kind !== 'asset') requireFree(to.id, items);
    for (const segment of from === null ? [] : items.segmentsOf(to.id)) requireRange(segment, to);
    return { from, to };
  });
}

/** New segments, many at once. */
export function changesOfSegments(segments: readonly Segment[], items: ItemReader): Change[] {
  return segments.map((to) => {
    requireFree(to.id, items);
    requireRange(to, assetOf(to.assetId, items));
    return { from: null, to };
  });
}

function split(edit: Extract<Edit, { type: 'segment.split' }>, items: ItemReader): EditChanges {
  const from = segmentOf(edit.id, items);
  const { inFrame, outFrame, name } = from;
  requireFree(edit.newId, items);
  if (edit.frame <= inFrame || edit.frame >= outFrame) {
    const choice =
      outFrame - inFrame === 1
        ? 'it has only one frame. Make it longer first.'
        : `both parts need a frame. Choose one from ${inFrame + 1} to ${outFrame - 1}.`;
    throw new AppError('bad-input', `"${name}" cannot be split at frame ${edit.frame}: ${choice}`);
  }
  const left: Segment = { ...from, outFrame: edit.frame };
  const right: Segment = { ...from, id: edit.newId, name: freeName(baseOf(name), items), inFrame: edit.frame };
  return {
    label: 'Split segment',
    changes: [
      { from, to: left },
      { from: null, to: right },
    ],
  };
}

function segmentsOf(of: Extract<StoredEdit, { type: 'segment.prompt' }>['of'], items: ItemReader): readonly Segment[] {
  switch (of.type) {
    case 'segments':
      return [...new Set(of.ids)].map((id) => segmentOf(id, items));
    case 'asset':
      return items.segmentsOf(assetOf(of.id, items).id);
    case 'project':
      return items.segments();
  }
}

function copiesLabel({ how, count }: Extract<StoredEdit, { type: 'segment.copies' }>): string {
  const verb = how === 'paste' ? 'Paste' : 'Duplicate';
  return count === 1 ? `${verb} segment` : `${verb} ${count} segments`;
}

const topics: Readonly<Record<Exclude<keyof Segment, 'kind' | 'id' | 'assetId'>, string>> = {
  name: 'Rename segment',
  inFrame: 'Trim segment',
  outFrame: 'Trim segment',
  prompt: 'Change prompt',
  negativePrompt: 'Change prompt',
  caption: 'Change prompt',
  recipe: 'Change recipe',
  output: 'Change output',
  record: 'Change place in the edit',
};

/** Says what differs, not what was sent: a form may send every field. */
function updateLabel(from: Segment, to: Segment): string {
  const fields = (Object.keys(topics) as (keyof typeof topics)[]).filter((field) => !isDeepStrictEqual(from[field], to[field]));
  const promptOnly = fields.includes('recipe') && isDeepStrictEqual(withoutPrompts(from.recipe), withoutPrompts(to.recipe));
  const labels = [...new Set(fields.map((field) => (field === 'recipe' && promptOnly ? topics.prompt : topics[field])))];
  if (labels.length !== 1) return 'Change segment';
  const moved = from.inFrame !== to.inFrame && from.outFrame - from.inFrame === to.outFrame - to.inFrame;
  return moved ? 'Move segment' : (labels[0] ?? 'Change segment');
}

function shotsLabel({ shots }: Asset, next: AssetShots): string {
  if (next.off !== (shots?.off ?? false)) return next.off ? 'Switch shots off' : 'Switch shots on';
  if (next.cuts === null) return 'Take shots as found';
  const before = shots?.cuts ?? null;
  // The first change is told against what was found, which the project does not know.
  if (before === null) return 'Change shots';
  const more = next.cuts.length - before.length;
  return more === 1 ? 'Add cut' : more === -1 ? 'Merge shots' : more === 0 ? 'Move cut' : 'Change shots';
}

function markersLabel(before: readonly Marker[], next: readonly Marker[]): string {
  const more = next.length - before.length;
  if (more === 1) return 'Add marker';
  if (more === -1) return 'Remove marker';
  if (more !== 0) return 'Change markers';
  return next.every(({ frame }, index) => frame === before[index]?.frame) ? 'Name marker' : 'Move marker';
}

function withoutPrompts(recipe: Recipe): object {
  return { ...recipe, prompt: null, negativePrompt: null };
}

/** Fields that were given: an explicit `undefined` survives a message port and means the same as leaving it out. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
