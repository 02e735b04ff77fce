import { z } from 'zod';
import { MediaRef } from './media.ts';

/** What a vision-language model said of a few frames, and what it was asked with. Kept with the segment whose prompt it became. */
export const Caption = z.strictObject({
  text: z.string().min(1).max(4000),
  /** As the endpoint knows it. */
  model: z.string().max(200),
  /** `localhost:11434`: where the frames went. */
  endpointHost: z.string().max(255),
  createdAt: z.iso.datetime(),
  /** Absolute indices, ascending. */
  frames: z.array(z.int().nonnegative()).max(16),
});
export type Caption = z.infer<typeof Caption>;

const BaseUrl = z
  .string()
  .max(500)
  .refine((text) => isEndpointUrl(text), 'give an address such as http://localhost:11434/v1');

/** How captions are asked for. The key is not among it: that stays with the system's key store or in the environment. */
export const CaptionSettings = z.strictObject({
  /** Nothing is ever sent while this is off. */
  enabled: z.boolean().default(false),
  /** Of the chat protocol, up to and with `/v1`. */
  baseUrl: BaseUrl.default('http://localhost:11434/v1'),
  model: z.string().trim().max(200).default(''),
  /** Frames of a segment that are sent. */
  frames: z.int().min(1).max(16).default(4),
  /** The longer side of a sent frame in pixels; smaller frames stay as they are. */
  frameSidePx: z.int().min(128).max(2048).default(640),
  /** The endpoint may be silent for so long, at the start and between two words. */
  timeoutSec: z.int().min(1).max(600).default(120),
  systemPrompt: z
    .string()
    .max(4000)
    .default(
      'You describe film shots for a video restoration model. Name what is seen: subjects, materials, textures, setting, light. ' +
        'One sentence of plain words, at most 40, without an introduction. Describe the scene as if it were sharp and clean; do not mention ' +
        'blur, noise, compression or the frames themselves.',
    ),
});
export type CaptionSettings = z.infer<typeof CaptionSettings>;

/** An endpoint that people have: what to fill in, and what to know before. */
export interface CaptionTemplate {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly needsKey: boolean;
  readonly hint: string;
}

export const captionTemplates: readonly CaptionTemplate[] = [
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    model: 'qwen2.5vl:7b',
    needsKey: false,
    hint: 'On this machine. Fetch the model first: ollama pull qwen2.5vl:7b',
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    model: 'qwen2.5-vl-7b-instruct',
    needsKey: false,
    hint: 'On this machine. Load a model with vision and start the local server.',
  },
  {
    id: 'lmdeploy',
    name: 'LMDeploy',
    baseUrl: 'http://localhost:23333/v1',
    model: 'internlm/internlm-xcomposer2-vl-7b',
    needsKey: false,
    hint: 'InternLM-XComposer2, which the DiffVSR paper captions with: lmdeploy serve api_server internlm/internlm-xcomposer2-vl-7b',
  },
  {
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    model: 'gpt-4o-mini',
    needsKey: true,
    hint: 'Charged for by use. Needs an API key.',
  },
];

/** A frame exactly as it is sent: a JPEG in the engine's cache. */
export const CaptionFrame = z.strictObject({ frame: z.int().nonnegative(), ref: MediaRef });
export type CaptionFrame = z.infer<typeof CaptionFrame>;

/** Only the web's two schemes, and no secrets inside the address: those would be stored and shown. */
export function isEndpointUrl(text: string): boolean {
  const match = /^(https?):\/\/(?<authority>[^/?#\s]+)(\/[^?#\s]*)?$/i.exec(text.trim());
  const authority = match?.groups?.['authority'];
  return authority !== undefined && !authority.includes('@') && /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(authority);
}

/** `api.openai.com`, `localhost:1234`: what is shown and stored of an endpoint's address. */
export function endpointHost(baseUrl: string): string {
  return (/^https?:\/\/([^/?#]+)/i.exec(baseUrl.trim())?.[1] ?? '').toLowerCase();
}

/** A key belongs to one origin and is sent to no other. */
export function endpointOrigin(baseUrl: string): string {
  return (/^https?:\/\/[^/?#]+/i.exec(baseUrl.trim())?.[0] ?? '').toLowerCase();
}
