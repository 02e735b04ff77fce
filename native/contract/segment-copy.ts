import { z } from 'zod';
import { Caption } from './caption.ts';
import { Rational } from './media.ts';
import { Segment } from './project.ts';

/** More are not pasted or duplicated at once. */
export const MAX_COPIES = 2000;
/** Settings are pasted into so many at once at the most. */
export const MAX_PASTED_INTO = 1000;

/** What a segment is restored with: all of it but where it lies and what it is called. */
export const SegmentSettings = Segment.pick({ prompt: true, negativePrompt: true, recipe: true, output: true }).extend({
  caption: Caption.nullable(),
});
export type SegmentSettings = z.infer<typeof SegmentSettings>;

/**
 * A segment outside of its project: no ids, for those mean something only there. `rate` is that of the clip its frames are counted in;
 * absent in what earlier versions copied.
 */
export const CopiedSegment = SegmentSettings.extend(Segment.pick({ name: true, inFrame: true, outFrame: true }).shape).extend({
  rate: Rational.optional(),
});
export type CopiedSegment = z.infer<typeof CopiedSegment>;

/** What lies in the system's clipboard as JSON text, for another project or another window. */
export const ClipboardContent = z.discriminatedUnion('interweave', [
  z.strictObject({ interweave: z.literal('segments'), version: z.literal(1), segments: z.array(CopiedSegment).min(1).max(MAX_COPIES) }),
  z.strictObject({ interweave: z.literal('settings'), version: z.literal(1), settings: SegmentSettings }),
]);
export type ClipboardContent = z.infer<typeof ClipboardContent>;

/** Every text of ours begins like this; nothing else of a clipboard is looked at. */
export const CLIPBOARD_MARK = '{"interweave":';
/** Longer texts are not read: 2000 segments with prompts of usual length have 3 MB. */
export const MAX_CLIPBOARD_CHARS = 16_000_000;

export function settingsOf({ prompt, negativePrompt, recipe, output, caption = null }: Segment | CopiedSegment): SegmentSettings {
  return { prompt, negativePrompt, recipe, output, caption };
}
