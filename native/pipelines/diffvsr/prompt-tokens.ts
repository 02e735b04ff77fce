import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { AppError } from '../../contract/index.ts';
import type { DiffusionVsrManifest } from '../../contract/index.ts';

export interface PromptTokens {
  /** As many as the rule says: the start, the words, the end, then padding. */
  readonly ids: BigInt64Array<ArrayBuffer>;
  /** Tokens of the whole prompt, without the marks at both ends. */
  readonly count: number;
  readonly truncated: boolean;
  /** The beginning of the prompt that the model sees, as it was typed; all of it when nothing was cut off. */
  readonly kept: string;
  /** The end of the prompt that the model does not see whole, as it was typed; empty when nothing was cut off. */
  readonly dropped: string;
}

export interface PromptTokenizer {
  readonly encode: (prompt: string, rule: DiffusionVsrManifest['tokenizer']) => PromptTokens;
}

/** Opens a tokenizer in Hugging Face's format (`tokenizer.json`). Takes about a third of a second for CLIP's. */
export async function openTokenizer(tokenizerPath: string): Promise<PromptTokenizer> {
  const tokenizer = await readTokenizer(tokenizerPath);
  const wordIds = (text: string): readonly number[] => tokenizer.encode(plain(text), { add_special_tokens: false }).ids;
  return {
    encode: (prompt, { maxTokens, startToken, endToken, padToken }) => {
      const room = roomOf({ maxTokens });
      const all = wordIds(prompt);
      const words = all.slice(0, room);
      const ids = new BigInt64Array(maxTokens).fill(BigInt(padToken));
      ids.set([startToken, ...words, endToken].map(BigInt));
      const count = all.length;
      const truncated = count > room;
      if (!truncated) return { ids, count, truncated, kept: prompt, dropped: '' };
      const cut = firstWordCut(prompt, { room, isTooLong: (text) => wordIds(text).length > room });
      return { ids, count, truncated, kept: prompt.slice(0, cut), dropped: prompt.slice(cut).trimEnd() };
    },
  };
}

/** Tokens of words that fit between the marks at both ends. */
export function roomOf({ maxTokens }: Pick<DiffusionVsrManifest['tokenizer'], 'maxTokens'>): number {
  return maxTokens - 2;
}

async function readTokenizer(path: string): Promise<Tokenizer> {
  const wrong = (why: string, error: unknown): AppError =>
    new AppError('model-corrupt', `The tokenizer ${path} cannot be used: ${why}. Install the model again.`, error);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw wrong('it cannot be read', error);
  }
  try {
    return new Tokenizer(JSON.parse(text) as object, {});
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error), error);
  }
}

/** A byte order mark comes with pasted text; JavaScript takes it for white space and Python for a sign. CLIP's own code takes it away. */
function plain(text: string): string {
  return text.replaceAll('\uFEFF', '');
}

/** Where the first word begins that does not fit whole. A word is a token or more, hence not behind the room; and by halves. */
function firstWordCut(
  prompt: string,
  { room, isTooLong }: { readonly room: number; readonly isTooLong: (text: string) => boolean },
): number {
  const words = [...prompt.matchAll(/\S+/g)].slice(0, room + 1);
  let [low, high] = [0, words.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const word = words[middle];
    if (word !== undefined && isTooLong(prompt.slice(0, word.index + word[0].length))) high = middle;
    else low = middle + 1;
  }
  return words[low]?.index ?? 0;
}
