import { z } from 'zod';

/** How cuts are told to other programs: a table, a CMX3600 edit decision list, OpenTimelineIO or Final Cut's XML. */
export const InterchangeFormat = z.enum(['csv', 'edl', 'otio', 'fcpxml']);
export type InterchangeFormat = z.infer<typeof InterchangeFormat>;

/** Something that was not taken along, or not as it was. */
export const InterchangeRemark = z.strictObject({
  /** "line 12", "clip 3", or the name of a segment; empty when it is about the whole file. */
  where: z.string(),
  message: z.string(),
});
export type InterchangeRemark = z.infer<typeof InterchangeRemark>;
