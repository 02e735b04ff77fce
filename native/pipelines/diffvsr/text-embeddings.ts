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

/** A prompt as the model reads it. */
interface EmbeddedPrompt {
  readonly embedding: Float32Array<ArrayBuffer>;
  /** The end that the model does not see; null when it sees all. */
  readonly dropped: string | null;
}

/** Prompts repeat: those of the last ones of this process are kept. */
const MAX_KEPT = 64;
const kept = new Map<string, EmbeddedPrompt>();

/** Encodes both prompts; what was cut off a long one is noted. */
export async function embedPrompts(
  runner: GraphRunner,
  loaded: LoadedDiffusionPackage,
  { prompt, negativePrompt, note, signal }: PromptPair,
): Promise<TextEmbeddings> {
  let opening: Promise<PromptTokenizer> | null = null;
  const tokenizer = (): Promise<PromptTokenizer> => (opening ??= openTokenizer(loaded.tokenizerPath));
  const embedded = async (text: string, what: string): Promise<Float32Array<ArrayBuffer>> => {
    const { embedding, dropped } = await embed(runner, loaded, { tokenizer, text, signal });
    if (dropped !== null)
      note(`The ${what} is longer than the model reads (${wordsRead(loaded.manifest)}). It does not see: "${shortened(dropped)}"`);
    return embedding;
  };
  const positive = await embedded(prompt, 'prompt');
  return { positive, negative: await embedded(negativePrompt, 'negative prompt') };
}

interface PromptPair {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly note: (message: string) => void;
  readonly signal: AbortSignal;
}

interface PromptToEmbed extends Pick<PromptPair, 'signal'> {
  /** Opened where it is needed: it takes as long as a step or two of a small model. */
  readonly tokenizer: () => Promise<PromptTokenizer>;
  readonly text: string;
}

async function embed(
  runner: GraphRunner,
  loaded: LoadedDiffusionPackage,
  { tokenizer, text, signal }: PromptToEmbed,
): Promise<EmbeddedPrompt> {
  const { components, manifest } = loaded;
  const key = JSON.stringify([loaded.sha256, manifest.tokenizer, text]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const { ids, truncated, dropped } = (await tokenizer()).encode(text, manifest.tokenizer);
  const { textEncoder } = components;
  const { text: output } = await runner.run(runnable(loaded, 'textEncoder'), {
    inputs: { tokens: { type: 'int64', dims: [1, manifest.tokenizer.maxTokens], data: ids } },
    memoryBytes: memoryOf(textEncoder.spec, 0),
    signal,
  });
  const prompt = { embedding: output?.data as Float32Array<ArrayBuffer>, dropped: truncated ? dropped : null };
  kept.set(key, prompt);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return prompt;
}

function wordsRead({ tokenizer }: DiffusionVsrManifest): string {
  return `${tokenizer.maxTokens} tokens`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
