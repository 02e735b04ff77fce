import { z } from 'zod';
import type { ParameterMeta } from '../contract/index.ts';

/** What a parameter's schema says, for the help and for refusals. */
export interface OptionFacts {
  readonly description: string;
  /** Null: the model's package decides. Undefined: there is nothing to tell. */
  readonly fallback: unknown;
  /** Empty when other values are possible too. */
  readonly choices: readonly string[];
  /** What it takes, in words: "0 or a whole number from 32 to 4096". */
  readonly takes: string;
}

export function optionFacts(schema: z.ZodType): OptionFacts {
  const json = z.toJSONSchema(schema, { io: 'input' });
  const forms = formsOf(json);
  const [only] = forms;
  return {
    description: (schema.meta() as ParameterMeta | undefined)?.description ?? '',
    fallback: json.default === '' ? undefined : json.default,
    choices: forms.length === 1 ? (only?.enum ?? []).map(String) : [],
    takes: forms.map(wordsOf).join(' or '),
  };
}

/** A typed text as a value of the schema; undefined when it is none. */
export function parseOption(schema: z.ZodType, text: string): unknown {
  const readings = [text, numberIn(text), text.split(',').map(numberIn)];
  for (const reading of readings) {
    const parsed = schema.safeParse(reading);
    // Null stands for an option that is not given.
    if (parsed.success && parsed.data !== null) return parsed.data;
  }
  return undefined;
}

type Form = z.core.JSONSchema.BaseSchema;

/** What may be typed: null cannot. */
function formsOf(json: Form): readonly Form[] {
  return (json.anyOf ?? [json]).filter((form): form is Form => typeof form !== 'boolean' && form.type !== 'null');
}

function wordsOf({ const: only, enum: choices, type, minimum, maximum, maxLength }: Form): string {
  if (only !== undefined) return String(only);
  if (choices !== undefined) return choices.map(String).join(' or ');
  if (type === 'array') return 'whole numbers with commas between them, such as 12,40';
  if (type === 'string') return maxLength === undefined ? 'a text' : `a text of at most ${maxLength} characters`;
  return `a ${type === 'integer' ? 'whole ' : ''}number from ${String(minimum)} to ${String(maximum)}`;
}

function numberIn(text: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim()) ? Number(text) : NaN;
}
