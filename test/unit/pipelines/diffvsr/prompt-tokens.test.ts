import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTokenizer } from '../../../../native/pipelines/diffvsr/prompt-tokens.ts';
import type { PromptTokenizer } from '../../../../native/pipelines/diffvsr/prompt-tokens.ts';
import { temporaryFolder } from '../../../fixtures/tiny-clips.ts';

const fixture = join(import.meta.dirname, '../../../fixtures/tokenizer');
/** What transformers' CLIPTokenizer answers, without the marks at both ends (make-ids.py). */
const cases = JSON.parse(await readFile(join(fixture, 'ids.json'), 'utf8')) as readonly { readonly text: string; readonly ids: number[] }[];
/** As in the package of Stable Diffusion's x4 upscaler: padded with "!" and not with the end mark. */
const rule = { file: 'tokenizer.json', maxTokens: 77, startToken: 49406, endToken: 49407, padToken: 0 };

let tokenizer: PromptTokenizer;
beforeAll(async () => {
  tokenizer = await openTokenizer(join(fixture, 'tokenizer.json'));
});

describe('ids are those of transformers', () => {
  test.each(cases)('$text', ({ text, ids }) => {
    const words = ids.slice(0, 75);

    const tokens = tokenizer.encode(text, rule);

    expect(Array.from(tokens.ids, Number)).toEqual([49406, ...words, 49407, ...Array<number>(75 - words.length).fill(0)]);
    expect(tokens.truncated).toBe(ids.length > 75);
  });
});

test('an empty prompt is the two marks and padding, by the rule of the package', () => {
  const { ids, ...rest } = tokenizer.encode('', { ...rule, maxTokens: 5, padToken: 49407 });

  expect({ ids: [...ids], ...rest }).toEqual({
    ...{ ids: [49406n, 49407n, 49407n, 49407n, 49407n], count: 0 },
    ...{ truncated: false, kept: '', dropped: '' },
  });
});

test('a prompt of 1,000 words is cut, and says from which word on', () => {
  const words = Array.from({ length: 1000 }, (_, n) => (n % 2 === 0 ? 'Fox' : 'snow'));

  const { ids, count, truncated, kept, dropped } = tokenizer.encode(words.join(' '), rule);

  expect(ids).toHaveLength(77);
  expect(ids.at(-1)).toBe(49407n);
  expect(truncated).toBe(true);
  expect(count).toBe(1000);
  expect(kept).toBe(`${words.slice(0, 75).join(' ')} `);
  expect(dropped).toBe(words.slice(75).join(' '));
});

test('what just fits is not cut; a word that fits in part counts as cut off', () => {
  const small = { ...rule, maxTokens: 6 };

  expect(tokenizer.encode('a red fox in', small)).toMatchObject({ truncated: false, dropped: '' });
  expect(tokenizer.encode('a  red\nfox in\tthe ', small)).toMatchObject({
    ...{ count: 5, truncated: true },
    ...{ kept: 'a  red\nfox in\t', dropped: 'the' },
  });
  expect(tokenizer.encode("a red fox it'll", small)).toMatchObject({ truncated: true, dropped: "it'll" });
  expect(tokenizer.encode('x'.repeat(10_000), small)).toMatchObject({ truncated: true, dropped: 'x'.repeat(10_000) });
});

test('a byte order mark is no word', () => {
  expect(tokenizer.encode('\uFEFFa red fox', rule).ids).toEqual(tokenizer.encode('a red fox', rule).ids);
});

describe('a tokenizer that is none', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());

  test.each([
    { what: 'is missing', text: null, why: 'it cannot be read' },
    { what: 'is no JSON', text: '{"model":', why: 'JSON' },
    { what: 'has no model', text: '{"decoder":{}}', why: 'model' },
    {
      what: 'is of an unknown kind',
      text: '{"decoder":null,"post_processor":null,"pre_tokenizer":null,"normalizer":null,"model":{"type":"Runes","vocab":{}}}',
      why: '',
    },
  ])('one that $what is refused by name', async ({ text, why }) => {
    const path = join(folder.path, `${String(text?.length ?? 'none')}.json`);
    if (text !== null) await writeFile(path, text);

    const refusal = await openTokenizer(path).catch((error: unknown) => error);

    expect(refusal).toMatchObject({ code: 'model-corrupt' });
    expect((refusal as Error).message).toContain(path);
    expect((refusal as Error).message).toContain(why);
  });
});
