import type { Run } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';
import { optionWord } from '../restore/option-words.ts';
import type { Parameter } from '../restore/parameters.ts';
import { outputParameters, parametersOfPipeline } from '../restore/recipe-parameters.ts';

type Settings = Pick<Run, 'recipe' | 'output'>;

export interface RunSetting {
  readonly key: string;
  readonly title: string;
  readonly words: string;
  /** What it was in the run before; null where it was the same or there was no such setting. */
  readonly before: string | null;
}

/** What a run was made with, in the form's order and words; where the run before it differed, with what it had. */
export function runSettings(run: Settings, previous: Settings | null): readonly RunSetting[] {
  const earlier = new Map(previous === null ? [] : valuesOf(previous).map(({ parameter, words }) => [parameter.key, words]));
  return valuesOf(run).map(({ parameter: { key, title }, words }) => {
    const had = earlier.get(key);
    return { key, title, words, before: had === undefined || had === words ? null : had };
  });
}

/** The names of the settings that differ, for one line: "Steps, Prompt". Null where nothing does. */
export function changedSettings(run: Settings, previous: Settings | null): string | null {
  const changed = runSettings(run, previous).filter(({ before }) => before !== null);
  return changed.length === 0 ? null : changed.map(({ title }) => title).join(', ');
}

function valuesOf({ recipe, output }: Settings): readonly { readonly parameter: Parameter; readonly words: string }[] {
  const values: Readonly<Record<string, unknown>> = { ...recipe, ...output };
  return [...parametersOfPipeline[recipe.pipeline], ...outputParameters].map((parameter) => ({
    parameter,
    words: settingWords(parameter, values[parameter.key]),
  }));
}

function settingWords({ key, kind, unit }: Parameter, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') {
    if (kind.type === 'number' && kind.zeroIsAutomatic && value === 0) return optionWord('auto');
    return unit === null ? String(value) : `${value} ${unit}`;
  }
  if (typeof value === 'boolean') return optionWord(value ? 'on' : 'off');
  if (typeof value !== 'string') return t('results.packageDefault');
  if (value === '') return t('results.empty');
  return kind.type === 'text' ? value : optionWord(value, key);
}
