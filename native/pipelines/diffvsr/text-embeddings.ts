import type { DiffusionVsrManifest } from '../../contract/index.ts';
import type { LoadedDiffusionPackage } from '../../inference/diffusion-package.ts';
import type { GraphRunner } from './graph-runner.ts';
import { memoryOf, runnable } from './package-graphs.ts';
import { openTokenizer } from './prompt-tokens.ts';
import type { PromptTokenizer } from './prompt-tokens.ts';

/** What the denoiser reads: [77,C] float32 for the words it should follow, and for those it should avoid. */
export interface TextEmbeddings {
  readonly positive: Float32Array<ArrayBuffer>;
  readonly negative: Float32Array<ArrayBuffer>;
}

/** Prompts repeat: those of the last ones of this process are kept. */
const MAX_KEPT = 64;
const kept = new Map<string, Float32Array<ArrayBuffer>>();

/** Encodes both prompts; what was cut off a long one is noted. */
export async function embedPrompts(
  runner: GraphRunner,
  loaded: LoadedDiffusionPackage,
  { prompt, negativePrompt, note, signal }: PromptPair,
): Promise<TextEmbeddings> {
  const tokenizer = await openTokenizer(loaded.tokenizerPath);
  const positive = await embed(runner, loaded, { tokenizer, text: prompt, what: 'prompt', note, signal });
  return { positive, negative: await embed(runner, loaded, { tokenizer, text: negativePrompt, what: 'negative prompt', note, signal }) };
}

interface PromptPair {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly note: (message: string) => void;
  readonly signal: AbortSignal;
}

interface PromptToEmbed extends Pick<PromptPair, 'note' | 'signal'> {
  readonly tokenizer: PromptTokenizer;
  readonly text: string;
  /** What it is called in a note. */
  readonly what: string;
}

async function embed(
  runner: GraphRunner,
  loaded: LoadedDiffusionPackage,
  { tokenizer, text, what, note, signal }: PromptToEmbed,
): Promise<Float32Array<ArrayBuffer>> {
  const { components, manifest } = loaded;
  const { ids, truncated, dropped } = tokenizer.encode(text, manifest.tokenizer);
  if (truncated) note(`The ${what} is longer than the model reads (${wordsRead(manifest)}). It does not see: "${shortened(dropped)}"`);

  const key = `${loaded.sha256}|${ids.join()}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const { textEncoder } = components;
  const { text: output } = await runner.run(runnable(loaded, 'textEncoder'), {
    inputs: { tokens: { type: 'int64', dims: [1, manifest.tokenizer.maxTokens], data: ids } },
    memoryBytes: memoryOf(textEncoder, 0),
    signal,
  });
  const embedding = output?.data as Float32Array<ArrayBuffer>;
  kept.set(key, embedding);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return embedding;
}

function wordsRead({ tokenizer }: DiffusionVsrManifest): string {
  return `${tokenizer.maxTokens} tokens`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
