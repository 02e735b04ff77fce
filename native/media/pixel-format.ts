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

/** How much smaller the chroma planes are, as powers of two. */
export function chromaShift(pixelFormat: string): { readonly horizontal: 0 | 1 | 2; readonly vertical: 0 | 1 | 2 } {
  if (/^(nv12|nv21|p01[026])/.test(pixelFormat)) return { horizontal: 1, vertical: 1 };
  if (/^(nv16|nv20|p21[026]|y21|yuyv|uyvy|yvyu)/.test(pixelFormat)) return { horizontal: 1, vertical: 0 };
  switch (/^yuv[aj]?(\d{3})/.exec(pixelFormat)?.[1]) {
    case '420':
      return { horizontal: 1, vertical: 1 };
    case '422':
      return { horizontal: 1, vertical: 0 };
    case '440':
      return { horizontal: 0, vertical: 1 };
    case '411':
      return { horizontal: 2, vertical: 0 };
    case '410':
      return { horizontal: 2, vertical: 2 };
    default:
      return { horizontal: 0, vertical: 0 };
  }
}
