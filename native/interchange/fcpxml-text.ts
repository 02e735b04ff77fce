import { z } from 'zod';

/** What the attributes and the note of a clip cannot hold exactly is in its metadata under this key, as JSON. */
export const textKey = 'app.interweave.clip';
export const reelKey = 'com.apple.proapps.studio.reel';
export const fingerprintKey = 'app.interweave.fingerprint';

const ClipText = z.object({ name: z.string(), prompt: z.string(), negativePrompt: z.string(), frames: z.int().positive().nullable() });
export type ClipText = z.infer<typeof ClipText>;

/** XML 1.0 has no way to write these. */
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The note that editors see: the prompt, and below it what is to be avoided. */
export function noteOf({ prompt, negativePrompt }: Pick<ClipText, 'prompt' | 'negativePrompt'>): string {
  const lines = [prompt, ...(negativePrompt === '' ? [] : [`Avoid: ${negativePrompt}`])];
  return xmlText(lines.filter((line) => line !== '').join('\n'));
}

export function xmlText(text: string): string {
  return text.replace(notXml, ' ').replace(/\r\n?/g, '\n');
}

/** An attribute is one line. */
export function xmlName(name: string): string {
  return xmlText(name).replace(/\s+/g, ' ').trim();
}

export function writeClipText(text: ClipText): string {
  return JSON.stringify(text).replace(/[\u007F-\u009F\uFFFE\uFFFF]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The exact words where nobody changed them since, else what the name and the note say now. */
export function readClipText({
  name,
  note,
  ours,
}: {
  name: string | null;
  note: string;
  ours: string | null;
}): Omit<ClipText, 'name'> & { name: string | null } {
  const exact = ours === null ? null : parsedText(ours);
  const isNoteOurs = exact !== null && noteOf(exact).trim() === note.trim();
  return {
    name: exact !== null && xmlName(exact.name) === name ? exact.name : name,
    prompt: isNoteOurs ? exact.prompt : note.trim(),
    negativePrompt: isNoteOurs ? exact.negativePrompt : '',
    frames: exact?.frames ?? null,
  };
}

function parsedText(text: string): ClipText | null {
  try {
    return ClipText.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
