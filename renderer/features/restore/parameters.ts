import { z } from 'zod';
import { said } from '../../i18n/said.ts';

/** What the form draws for one field of a recipe or of output settings. Read from the schema: a new parameter needs no code here. */
export interface Parameter {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly level: 'basic' | 'advanced';
  readonly unit: string | null;
  /** Of a number that 0 leaves to the engine: what a fixed one begins with. */
  readonly begin: number | null;
  /** Null is a value too: the model's package decides. */
  readonly nullable: boolean;
  readonly kind: ParameterKind;
}

export type ParameterKind =
  | { readonly type: 'choice'; readonly options: readonly string[] }
  /** One of the options, or a list of whole numbers. */
  | { readonly type: 'choice-or-list'; readonly options: readonly string[] }
  | NumberKind
  | { readonly type: 'switch' }
  | { readonly type: 'text'; readonly maxLength: number | null };

export interface NumberKind {
  readonly type: 'number';
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** 0 or the range. */
  readonly zeroIsAutomatic: boolean;
}

/** The part of JSON Schema that parameters use. */
const Form = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
});
type Form = z.infer<typeof Form>;
const FieldSchema = Form.extend({
  title: z.string(),
  description: z.string().default(''),
  level: z.enum(['basic', 'advanced']),
  unit: z.string().nullable().default(null),
  begin: z.number().nullable().default(null),
  anyOf: z.array(Form).optional(),
});

/** In the schema's order; fields without a title of their own (the pipeline's name) are not for the form. */
export function parametersOf(schema: z.ZodObject): readonly Parameter[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).flatMap(([key, property]) => {
    const field = FieldSchema.safeParse(property);
    if (!field.success) return [];
    const { title, description, level, unit, begin, anyOf = [field.data] } = field.data;
    const forms = anyOf.filter(({ type }) => type !== 'null');
    return [
      {
        ...{ key, level, unit, begin, nullable: forms.length < anyOf.length, kind: kindOf(forms) },
        // In the language of the moment they are read.
        get title() {
          return said(title);
        },
        get description() {
          return said(description);
        },
      },
    ];
  });
}

function kindOf(forms: readonly Form[]): ParameterKind {
  const options = forms.find((form) => form.enum !== undefined)?.enum;
  if (options !== undefined) return { type: forms.some(({ type }) => type === 'array') ? 'choice-or-list' : 'choice', options };
  if (forms.some(({ type }) => type === 'boolean')) return { type: 'switch' };
  const range = forms.find((form) => form.minimum !== undefined && form.maximum !== undefined);
  if (range?.minimum !== undefined && range.maximum !== undefined) {
    const zeroIsAutomatic = forms.some((form) => form['const'] === 0);
    return { type: 'number', min: range.minimum, max: range.maximum, integer: range.type === 'integer', zeroIsAutomatic };
  }
  return { type: 'text', maxLength: forms[0]?.maxLength ?? null };
}
