import { AppError } from '../contract/index.ts';

/** The id of a user's own model, from its name. */
export function idFrom(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (id !== '') return id;
  throw new AppError('bad-input', `"${name}" cannot name a model package. Use letters and digits.`);
}
