import { z } from 'zod';

/** An exact ratio, e.g. 30000/1001 frames per second or a 1/90000 s time base. */
export const Rational = z.strictObject({ num: z.int().nonnegative(), den: z.int().positive() });
export type Rational = z.infer<typeof Rational>;

/** Colour tags as ffmpeg names them (`bt709`, `tv`, `smpte170m` ...); null where the file does not say. */
export const ColorTags = z.strictObject({
  range: z.string().nullable(),
  matrix: z.string().nullable(),
  primaries: z.string().nullable(),
  transfer: z.string().nullable(),
  chromaLocation: z.string().nullable(),
});
export type ColorTags = z.infer<typeof ColorTags>;

export const VideoStream = z.strictObject({
  /** Stream index in the container. */
  index: z.int().nonnegative(),
  codec: z.string(),
  profile: z.string().nullable(),
  /** Stored size in pixels, before rotation and sample aspect ratio. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Size on screen in square pixels, after rotation and sample aspect ratio. */
  displayWidth: z.int().positive(),
  displayHeight: z.int().positive(),
  pixelFormat: z.string(),
  /** Bits per component, 8..16. */
  bitDepth: z.int().min(1).max(32),
  hasAlpha: z.boolean(),
  sampleAspectRatio: Rational,
  /** Clockwise turn a player applies, in degrees. */
  rotationDeg: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  timeBase: Rational,
  /** Nominal rate for timecode and for constant-rate media; VFR media keep their PTS instead. */
  frameRate: Rational,
  /** Frames that decode, counted from packets; exact, because it bounds every range. */
  frameCount: z.int().positive(),
  /** PTS of the first frame, in `timeBase` ticks. */
  startPts: z.int(),
  variableFrameRate: z.boolean(),
  fieldOrder: z.enum(['progressive', 'top-first', 'bottom-first', 'unknown']),
  color: ColorTags,
});
export type VideoStream = z.infer<typeof VideoStream>;

export const AudioStream = z.strictObject({
  index: z.int().nonnegative(),
  codec: z.string(),
  sampleRate: z.int().positive(),
  channels: z.int().positive(),
  language: z.string().nullable(),
  title: z.string().nullable(),
});
export type AudioStream = z.infer<typeof AudioStream>;

export const SubtitleStream = z.strictObject({
  index: z.int().nonnegative(),
  codec: z.string(),
  language: z.string().nullable(),
});
export type SubtitleStream = z.infer<typeof SubtitleStream>;

/** What will matter later and is better said at import. */
export const MediaWarning = z.enum([
  'variable-frame-rate',
  'interlaced',
  'hdr',
  'rotated',
  'anamorphic',
  'odd-size',
  'alpha-dropped',
  'truncated',
]);
export type MediaWarning = z.infer<typeof MediaWarning>;

/** Everything the engine trusts about a media file. Made by `media/probe.ts`, never by hand. */
export const MediaInfo = z.strictObject({
  path: z.string(),
  format: z.string(),
  sizeBytes: z.int().nonnegative(),
  durationSec: z.number().nonnegative(),
  /** `HH:MM:SS:FF`, with `;` before FF for drop frame; null where the file carries none. */
  startTimecode: z.string().nullable(),
  video: VideoStream,
  audio: z.array(AudioStream),
  subtitles: z.array(SubtitleStream),
  warnings: z.array(MediaWarning),
});
export type MediaInfo = z.infer<typeof MediaInfo>;

/** Half-open range of absolute frame indices of a source: start inclusive, end exclusive. */
export const FrameRange = z
  .strictObject({ startFrame: z.int().nonnegative(), endFrame: z.int().positive() })
  .refine((range) => range.endFrame > range.startFrame, 'a range holds at least one frame');
export type FrameRange = z.infer<typeof FrameRange>;

/**
 * A file in the engine's cache that the window may load: `media://cache/<key>` in Electron,
 * `/media/<key>` on the headless host. The key is a relative path of plain names, never `..`.
 */
export const MediaRef = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i),
  mimeType: z.string(),
  sizeBytes: z.int().nonnegative(),
});
export type MediaRef = z.infer<typeof MediaRef>;

/** How loud a clip's sound is: one byte for each hundredth of a second from the first frame on, 255 for full scale. */
export const Waveform = z.strictObject({ ref: MediaRef, peaksPerSec: z.number().positive(), peakCount: z.int().nonnegative() });
export type Waveform = z.infer<typeof Waveform>;

/** One row of frames side by side, for the timeline. Tile i shows the frame at startFrame + i * stepFrames. */
export const Filmstrip = z.strictObject({
  ref: MediaRef,
  tileWidth: z.int().positive(),
  tileHeight: z.int().positive(),
  tileCount: z.int().positive(),
  startFrame: z.int().nonnegative(),
  stepFrames: z.number().positive(),
});
export type Filmstrip = z.infer<typeof Filmstrip>;
