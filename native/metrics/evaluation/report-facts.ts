import type { ClipResult } from './clip-result.ts';
import { TRUTH } from './evaluate.ts';
import type { ReportInput } from './report-input.ts';

export function failuresOf({ results }: Pick<ReportInput, 'results'>): readonly Extract<ClipResult, { status: 'failed' }>[] {
  return results.filter((result) => result.status === 'failed');
}

/** Whether any true clip was measured; else there is nothing to say of one. */
export function hasTruth({ results }: Pick<ReportInput, 'results'>): boolean {
  return results.some(({ model, status }) => model === TRUTH.id && status === 'done');
}

/** "Bicubic and Nano on 7 clips of simple and 7 clips of complex." */
export function headline({ datasets, restorers }: ReportInput): string {
  const sets = datasets.map(({ title, clips }) => `${clips.length} clip${clips.length === 1 ? '' : 's'} of ${title}`);
  return `${inWords(restorers.map(({ title }) => title))} on ${inWords(sets)}.`;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly isCode: boolean;
}

/** When, where and with what: what it takes to do it again. */
export function factsOf({ startedAt, command, versions, datasets, restorers, results }: ReportInput): readonly Fact[] {
  const fact = (name: string, value: string, isCode = false): Fact => ({ name, value, isCode });
  const used = new Map<string, Set<string>>();
  for (const result of results) {
    if (result.status !== 'done' || result.model === TRUTH.id) continue;
    for (const [name, version] of Object.entries(result.facts.versions)) used.set(name, (used.get(name) ?? new Set()).add(version));
  }
  const others = [...used].map(([name, found]) => `${name === 'app' ? 'interweave' : name} ${[...found].join(', ')}`);
  return [
    fact('Started', startedAt.toISOString()),
    fact('Command', command, true),
    fact(
      'Report written by',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join('; '),
    ),
    ...(others.length > 0 ? [fact('Restored with', others.join('; '))] : []),
    ...datasets.map(({ title, layout }) => fact(`Layout of ${title}`, layout)),
    ...restorers.map((restorer) => fact(restorer.title, modelWords(restorer, results))),
  ];
}

/** Of each model the recipe as it was run, seed and all. Runs on several clips may differ in what the clip decides; the first is shown. */
export function recipesOf({ restorers, results }: ReportInput): readonly { readonly title: string; readonly text: string }[] {
  return restorers.flatMap(({ id, title }) => {
    const recipe = results.find((result) => result.status === 'done' && result.model === id && result.facts.recipe !== null);
    return recipe?.status === 'done' ? [{ title, text: JSON.stringify(recipe.facts.recipe, null, 2) }] : [];
  });
}

function modelWords({ id }: { readonly id: string }, results: readonly ClipResult[]): string {
  const done = results.filter((result) => result.status === 'done').filter(({ model }) => model === id);
  const [first] = done;
  if (first === undefined) return `${id}: finished nothing`;
  const { version, sha256, device, recipe } = first.facts;
  const frames = done.reduce((sum, { frameCount }) => sum + frameCount, 0);
  const wallMs = done.reduce((sum, { facts }) => sum + facts.wallMs, 0);
  const seed = recipe !== null && 'seed' in recipe ? [`seed ${String(recipe['seed'])}`] : [];
  const parts = [
    `${id}${version === '' ? '' : ` ${version}`}`,
    ...(sha256 === '' ? [] : [`SHA-256 ${sha256.slice(0, 16)}…`]),
    ...seed,
    `on ${device}`,
    `${frames} frames in ${(wallMs / 1000).toFixed(1)} s of clock time, writing included`,
  ];
  return parts.join('; ');
}

function inWords(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
