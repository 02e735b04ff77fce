import { Option } from 'commander';
import { z } from 'zod';
import { AppError, OutputSettings, RealEsrganRecipe } from '../contract/index.ts';
import type { ParameterMeta, Recipe } from '../contract/index.ts';

/** Which parameter each flag sets. Texts, choices and defaults come from the contract's schema. */
const recipeFlags = { modelId: '--model <id>', device: '--device <name>', tileSize: '--tile <px>', deinterlace: '--deinterlace <mode>' };
const outputFlags = { codec: '--codec <name>', quality: '--quality <crf>', audio: '--audio <mode>' };

export interface RecipeFlags {
  readonly recipe: Recipe;
  readonly output: OutputSettings;
}

/** The options of `restore` that fill the recipe and the output settings. */
export function recipeOptions(): Option[] {
  const optionsOf = (flags: Readonly<Record<string, string>>, shape: Readonly<Record<string, z.ZodType>>): Option[] =>
    Object.entries(flags).map(([key, flag]) => toOption(flag, shape[key]));
  return [...optionsOf(recipeFlags, RealEsrganRecipe.shape), ...optionsOf(outputFlags, OutputSettings.shape)];
}

/** Parses what commander collected, through the contract's own schemas. */
export function recipeFrom(values: Readonly<Record<string, unknown>>): RecipeFlags {
  const pick = (flags: Readonly<Record<string, string>>, shape: Readonly<Record<string, z.ZodType>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(flags).map(([key, flag]) => [key, parseFlag(flag, values[nameOf(flag)], shape[key])]));
  return {
    recipe: RealEsrganRecipe.parse({ pipeline: 'real-esrgan', ...pick(recipeFlags, RealEsrganRecipe.shape) }),
    output: OutputSettings.parse(pick(outputFlags, OutputSettings.shape)),
  };
}

function toOption(flag: string, schema: z.ZodType | undefined): Option {
  const { description, default: fallback, choices } = describe(schema);
  const option = new Option(flag, description);
  if (choices.length > 0) option.choices(choices);
  // The default is told, not set: the schema sets it when it parses.
  if (fallback !== undefined) option.description = `${description} (default: ${JSON.stringify(fallback).replaceAll('"', '')})`;
  return option;
}

function parseFlag(flag: string, text: unknown, schema: z.ZodType | undefined): unknown {
  if (typeof text !== 'string' || schema === undefined) return undefined;
  const isNumber = /^\d+$/.test(text);
  const parsed = schema.safeParse(isNumber ? Number(text) : text);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-input', `${flag.split(' ')[0] ?? flag} does not take "${text}". ${describe(schema).description}`);
}

interface Description {
  readonly description: string;
  readonly default: unknown;
  readonly choices: readonly string[];
}

function describe(schema: z.ZodType | undefined): Description {
  if (schema === undefined) return { description: '', default: undefined, choices: [] };
  const meta = schema.meta() as ParameterMeta | undefined;
  const json = z.toJSONSchema(schema, { io: 'input' });
  const choices = Array.isArray(json.enum) ? json.enum.map(String) : [];
  return { description: meta?.description ?? '', default: json.default, choices };
}

/** `--tile <px>` -> `tile`, as commander names it. */
function nameOf(flag: string): string {
  return /^--([a-z]+)/.exec(flag)?.[1] ?? flag;
}
