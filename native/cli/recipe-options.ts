import { Option } from 'commander';
import type { z } from 'zod';
import { AppError, OutputSettings, RealEsrganRecipe, Recipe } from '../contract/index.ts';
import { optionFacts, parseOption } from './option-schema.ts';
import { flagGroups, outputFlags, recipeFlags, recipeSchemas } from './recipe-flags.ts';

type Flags = Readonly<Record<string, string>>;
type Shape = Readonly<Record<string, z.ZodType>>;
/** What commander collected: texts, by the names of their options. */
type Values = Readonly<Record<string, unknown>>;

/** The options of `restore` that fill the recipe and the output settings, in the groups of its help. */
export function recipeOptions(): Option[] {
  return flagGroups.flatMap(({ heading, flags, shape }) =>
    Object.entries(flags).map(([key, flag]) => toOption(flag, (shape as Shape)[key]).helpGroup(heading)),
  );
}

/** The package that was asked for, else the one that restores when nothing is said. */
export function modelIdFrom(values: Values): string {
  const { model } = values;
  return typeof model === 'string' ? model : RealEsrganRecipe.parse({ pipeline: 'real-esrgan' }).modelId;
}

/** Parses what commander collected, through the contract's own schemas. An option that another pipeline has is refused. */
export function recipeFrom(values: Values, pipeline: Recipe['pipeline']): Recipe {
  refuseForeign(values, [pipeline], `The model ${modelIdFrom(values)} has`);
  return parsedRecipe(values, { modelId: modelIdFrom(values), pipeline });
}

interface ModelChoice {
  readonly modelId: string;
  readonly pipeline: Recipe['pipeline'];
}

/** One recipe for each of several models: an option is for those that have it. One that none of them has is refused. */
export function recipesFrom(values: Values, models: readonly ModelChoice[]): readonly Recipe[] {
  refuseForeign(
    values,
    models.map(({ pipeline }) => pipeline),
    'None of these models has',
  );
  return models.map((model) => parsedRecipe(values, model));
}

function parsedRecipe(values: Values, { modelId, pipeline }: ModelChoice): Recipe {
  const flags = recipeFlags[pipeline];
  const shape: Shape = recipeSchemas[pipeline].shape;
  const parsed = Recipe.safeParse({ pipeline, ...pick(values, flags, shape), modelId });
  if (parsed.success) return parsed.data;
  // Each value was fine for itself: two of them are at odds.
  const [issue] = parsed.error.issues;
  throw new AppError('bad-input', `${longName(flags[String(issue?.path[0])] ?? '')}: ${issue?.message ?? 'cannot be used'}`);
}

export function outputFrom(values: Values): OutputSettings {
  return OutputSettings.parse(pick(values, outputFlags, OutputSettings.shape));
}

function pick(values: Values, flags: Flags, shape: Shape): Record<string, unknown> {
  return Object.fromEntries(Object.entries(flags).map(([key, flag]) => [key, parseFlag(flag, values[nameOf(flag)], shape[key])]));
}

function parseFlag(flag: string, text: unknown, schema: z.ZodType | undefined): unknown {
  if (typeof text !== 'string' || schema === undefined) return undefined;
  const value = parseOption(schema, text);
  if (value !== undefined) return value;
  const { takes, description } = optionFacts(schema);
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  throw new AppError('bad-input', `${longName(flag)} does not take "${shown}": it takes ${takes}. ${description}`);
}

/** `lack`: how the refusal begins, before the option's name. */
function refuseForeign(values: Values, pipelines: readonly Recipe['pipeline'][], lack: string): void {
  const own = pipelines.flatMap((pipeline) => Object.values(recipeFlags[pipeline]));
  const foreign = Object.values(recipeFlags)
    .flatMap((flags) => Object.values(flags))
    .filter((flag) => !own.includes(flag) && values[nameOf(flag)] !== undefined);
  if (foreign.length === 0) return;
  const what = [...new Set(foreign)].map(longName).join(', ');
  throw new AppError(
    'bad-input',
    `${lack} no ${what}. Leave it out, or choose a model that has it with --model ("interweave models list" shows them).`,
  );
}

function toOption(flag: string, schema: z.ZodType | undefined): Option {
  const option = new Option(flag);
  if (schema === undefined) return option;
  const { description, choices, fallback, takes } = optionFacts(schema);
  if (choices.length > 0) option.choices(choices);
  // The default is told, not set: the schema sets it when it parses.
  const told = fallback === null ? ["the package's"] : fallback === undefined ? [] : [JSON.stringify(fallback).replaceAll('"', '')];
  const facts = [...(choices.length > 0 ? [] : [takes]), ...told.map((value) => `default: ${value}`)];
  option.description = facts.length === 0 ? description : `${description} (${facts.join('; ')})`;
  return option;
}

/** `--tile-overlap <px>` -> `tileOverlap`, as commander names it. */
function nameOf(flag: string): string {
  return new Option(flag).attributeName();
}

function longName(flag: string): string {
  return flag.split(' ')[0] ?? flag;
}
