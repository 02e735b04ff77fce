/** Bits per component of one of ffmpeg's pixel formats. */
export function bitDepthOf(pixelFormat: string): number {
  if (/f32/.test(pixelFormat)) return 32;
  if (/f16|^(rgb48|bgr48|rgba64|bgra64|ya16|p[024]16|y216|xv48)/.test(pixelFormat)) return 16;
  if (/^(p[024]10|x2rgb10|x2bgr10|y210|xv30|v30x)/.test(pixelFormat)) return 10;
  if (/^(p[024]12|xyz12|y212|xv36)/.test(pixelFormat)) return 12;
  // yuv422p10le, gbrp12be, gray16le, bayer_rggb16le
  const depth = /(?:p|gray|[a-z]{4})(9|10|12|14|16)(?:le|be)?$/.exec(pixelFormat)?.[1];
  return depth === undefined ? 8 : Number(depth);
}

export function hasAlpha(pixelFormat: string): boolean {
  return /^(yuva|rgba|bgra|argb|abgr|gbrap|ya\d|ayuv|vuya)/.test(pixelFormat);
}

/** RGB in whatever order or planes: no matrix is needed to read it. */
export function isRgb(pixelFormat: string): boolean {
  return /^(rgb|bgr|argb|abgr|rgba|bgra|gbr|0rgb|0bgr|x2rgb|x2bgr|pal8|bayer)/.test(pixelFormat);
}

/** Gray has luma only: it is read like YUV, in the range that its tags say. */
export function isFullRangeByName(pixelFormat: string): boolean {
  return pixelFormat.startsWith('yuvj');
}
