import { z } from 'zod';
import { CaptionSettings } from './caption.ts';

/** Quality words and a negative prompt under a name. */
export const PromptPreset = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(80),
  suffix: z.string().max(1000),
  negativePrompt: z.string().max(1000),
});
export type PromptPreset = z.infer<typeof PromptPreset>;

/** What a person set, whatever the project. Kept by the engine, in its data folder; holds no secrets. */
export const AppSettings = z.strictObject({
  captions: CaptionSettings.prefault({}),
  /** Those that the user saved; the built-in ones are not among them. */
  promptPresets: z.array(PromptPreset).max(50).default([]),
  /** The tour was taken, or not wanted: it is not offered again. */
  tourSeen: z.boolean().default(false),
});
export type AppSettings = z.infer<typeof AppSettings>;
