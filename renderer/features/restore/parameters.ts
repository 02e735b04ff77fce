import { z } from 'zod';

/** What the form draws for one field of a recipe or of output settings. Read from the schema: a new parameter needs no code here. */
export interface Parameter {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly level: 'basic' | 'advanced';
  readonly unit: string | null;
  readonly kind: ParameterKind;
}

export type ParameterKind =
  | { readonly type: 'choice'; readonly options: readonly string[] }
  /** `zeroIsAutomatic`: 0 or the range. */
  | { readonly type: 'number'; readonly min: number; readonly max: number; readonly zeroIsAutomatic: boolean }
  | { readonly type: 'switch' }
  | { readonly type: 'text' };

/** The part of JSON Schema that parameters use. */
const FieldSchema = z.looseObject({
  title: z.string(),
  description: z.string().default(''),
  level: z.enum(['basic', 'advanced']),
  unit: z.string().nullable().default(null),
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  anyOf: z
    .array(z.looseObject({ const: z.unknown().optional(), minimum: z.number().optional(), maximum: z.number().optional() }))
    .optional(),
});

/** In the schema's order; fields without a title of their own (the pipeline's name) are not for the form. */
export function parametersOf(schema: z.ZodObject): readonly Parameter[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).flatMap(([key, property]) => {
    const field = FieldSchema.safeParse(property);
    if (!field.success) return [];
    const { title, description, level, unit } = field.data;
    return [{ key, title, description, level, unit, kind: kindOf(field.data) }];
  });
}

function kindOf(field: z.infer<typeof FieldSchema>): ParameterKind {
  if (field.enum !== undefined) return { type: 'choice', options: field.enum };
  if (field.type === 'boolean') return { type: 'switch' };
  const range = field.anyOf?.find((option) => option.maximum !== undefined) ?? field;
  if (range.minimum !== undefined && range.maximum !== undefined) {
    const zeroIsAutomatic = field.anyOf?.some((option) => option['const'] === 0) === true;
    return { type: 'number', min: range.minimum, max: range.maximum, zeroIsAutomatic };
  }
  return { type: 'text' };
}
