// The loops over pixels that the metrics are made of, in AssemblyScript. `node build/kernels.ts` compiles them into compiled-kernels.ts.
//
// Pictures are RGB, 8 bit, interleaved, rows without padding. Planes are float32, 0..255. All places are bytes in the module's memory,
// which the caller lays out; every buffer has 64 bytes behind it, because vectors are read and written whole.

/** Y of YIQ, not rounded: 0.299 R + 0.587 G + 0.114 B. */
export function luma(rgb: usize, pixels: i32, out: usize): void {
  // Every third byte of four pixels into the low bytes of four lanes; 128 and more: zero.
  const reds = i8x16(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1);
  const greens = i8x16(1, -1, -1, -1, 4, -1, -1, -1, 7, -1, -1, -1, 10, -1, -1, -1);
  const blues = i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1);
  for (let i = 0; i < pixels; i += 4) {
    const samples = v128.load(rgb + 3 * i);
    const r = f32x4.mul(f32x4.splat(0.299), f32x4.convert_i32x4_s(i8x16.swizzle(samples, reds)));
    const g = f32x4.mul(f32x4.splat(0.587), f32x4.convert_i32x4_s(i8x16.swizzle(samples, greens)));
    const b = f32x4.mul(f32x4.splat(0.114), f32x4.convert_i32x4_s(i8x16.swizzle(samples, blues)));
    v128.store(out + 4 * i, f32x4.add(f32x4.add(r, g), b));
  }
}

/** One channel of a picture as a plane. */
export function plane(rgb: usize, pixels: i32, channel: i32, out: usize): void {
  for (let i = 0; i < pixels; i++) store<f32>(out + 4 * i, <f32>load<u8>(rgb + 3 * i + channel));
}

/** Sum over all samples of (a - b)^2. */
export function squaredError(a: usize, b: usize, samples: i32): f64 {
  let sum: u64 = 0;
  let i = 0;
  while (i + 16 <= samples) {
    // 32 bits hold 2^14 rounds of what one round can add to a lane.
    const end = min(samples - 15, i + 16 * 16384);
    let block = i32x4.splat(0);
    for (; i < end; i += 16) {
      const x = v128.load(a + i);
      const y = v128.load(b + i);
      const low = i16x8.sub(i16x8.extend_low_i8x16_u(x), i16x8.extend_low_i8x16_u(y));
      const high = i16x8.sub(i16x8.extend_high_i8x16_u(x), i16x8.extend_high_i8x16_u(y));
      block = i32x4.add(block, i32x4.add(i32x4.dot_i16x8_s(low, low), i32x4.dot_i16x8_s(high, high)));
    }
    for (let lane = 0; lane < 4; lane++) sum += <u64>(<u32>laneOf(block, lane));
  }
  for (; i < samples; i++) {
    const d = <i32>load<u8>(a + i) - <i32>load<u8>(b + i);
    sum += <u64>(d * d);
  }
  return <f64>sum;
}

/** Sum over all samples of |a - b|. */
export function absoluteError(a: usize, b: usize, samples: i32): f64 {
  let sum: u64 = 0;
  let i = 0;
  while (i + 16 <= samples) {
    const end = min(samples - 15, i + 16 * 65536);
    let block = i32x4.splat(0);
    for (; i < end; i += 16) {
      const x = v128.load(a + i);
      const y = v128.load(b + i);
      const d = v128.or(i8x16.sub_sat_u(x, y), i8x16.sub_sat_u(y, x));
      block = i32x4.add(block, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(d)));
    }
    for (let lane = 0; lane < 4; lane++) sum += <u64>(<u32>laneOf(block, lane));
  }
  for (; i < samples; i++) sum += <u64>abs(<i32>load<u8>(a + i) - <i32>load<u8>(b + i));
  return <f64>sum;
}

/** Sum over a plane of (a - b)^2. */
export function planeSquaredError(a: usize, b: usize, samples: i32): f64 {
  let sums = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= samples; i += 4) {
    const d = f32x4.sub(v128.load(a + 4 * i), v128.load(b + 4 * i));
    const low = f64x2.promote_low_f32x4(d);
    const high = f64x2.promote_low_f32x4(i8x16.shuffle(d, d, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    sums = f64x2.add(sums, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (; i < samples; i++) {
    const d = <f64>load<f32>(a + 4 * i) - <f64>load<f32>(b + 4 * i);
    sum += d * d;
  }
  return sum;
}

/** Taps of the window of SSIM. */
const TAPS = 11;
/** Planes that are blurred: x, y, x^2 + y^2, x y. */
const BLURRED = 4;

/** Bytes of scratch that `ssim` wants for a width. */
export function ssimScratch(width: i32): i32 {
  return rowBytes(width) * BLURRED * (1 + TAPS);
}

function rowBytes(width: i32): i32 {
  return ((width * 4 + 15) & ~15) + 64;
}

/**
 * Sum of the SSIM of every place where the window lies inside the picture: (width - 10) * (height - 10) of them. `weights`: eleven float32
 * that add up to 1. `round`: to whole levels first. Values are taken from the middle of their range, which keeps float32 exact
 * enough where a large mean stands beside a small variance.
 */
export function ssim(x: usize, y: usize, width: i32, height: i32, weights: usize, round: bool, scratch: usize): f64 {
  const wide = width - TAPS + 1;
  const row = <usize>rowBytes(width);
  // One line of each before it is blurred, then the ring.
  const ring = scratch + <usize>BLURRED * row;
  const middle = f32x4.splat(128);
  let sum: f64 = 0;
  for (let line = 0; line < height; line++) {
    const slot = ring + <usize>((line % TAPS) * BLURRED) * row;
    const fromX = x + 4 * line * width;
    const fromY = y + 4 * line * width;
    for (let i = 0; i < width; i += 4) {
      const at = scratch + 4 * i;
      const a = f32x4.sub(level(fromX + 4 * i, round), middle);
      const b = f32x4.sub(level(fromY + 4 * i, round), middle);
      v128.store(at, a);
      v128.store(at + row, b);
      v128.store(at + 2 * row, f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b)));
      v128.store(at + 3 * row, f32x4.mul(a, b));
    }
    for (let map = 0; map < BLURRED; map++) blurLine(scratch + <usize>map * row, slot + <usize>map * row, wide, weights);
    if (line >= TAPS - 1) sum += ssimOfLine(ring, row, line, wide, weights);
  }
  return sum;
}

/** Along a line. The window is symmetric: what lies at the same distance is added first. */
function blurLine(from: usize, out: usize, wide: i32, weights: usize): void {
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights, 4);
  const w2 = v128.load32_splat(weights, 8);
  const w3 = v128.load32_splat(weights, 12);
  const w4 = v128.load32_splat(weights, 16);
  const w5 = v128.load32_splat(weights, 20);
  for (let i = 0; i < wide; i += 4) {
    const at = from + 4 * i;
    let sum = f32x4.mul(w5, v128.load(at, 20));
    sum = f32x4.add(sum, f32x4.mul(w4, f32x4.add(v128.load(at, 16), v128.load(at, 24))));
    sum = f32x4.add(sum, f32x4.mul(w3, f32x4.add(v128.load(at, 12), v128.load(at, 28))));
    sum = f32x4.add(sum, f32x4.mul(w2, f32x4.add(v128.load(at, 8), v128.load(at, 32))));
    sum = f32x4.add(sum, f32x4.mul(w1, f32x4.add(v128.load(at, 4), v128.load(at, 36))));
    sum = f32x4.add(sum, f32x4.mul(w0, f32x4.add(v128.load(at), v128.load(at, 40))));
    v128.store(out + 4 * i, sum);
  }
}

// @ts-ignore: decorator
@inline
function level(at: usize, round: bool): v128 {
  const value = v128.load(at);
  return round ? f32x4.nearest(value) : value;
}

// @ts-ignore: decorator
@inline
function lineAt(ring: usize, row: usize, line: i32): usize {
  return ring + <usize>((line % TAPS) * BLURRED) * row;
}

/** Down the columns of the ring, whose newest line is `line`. */
function ssimOfLine(ring: usize, row: usize, line: i32, wide: i32, weights: usize): f64 {
  const c1 = f32x4.splat(6.5025);
  const c2 = f32x4.splat(58.5225);
  const two = f32x4.splat(2);
  const middle = f32x4.splat(128);
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights, 4);
  const w2 = v128.load32_splat(weights, 8);
  const w3 = v128.load32_splat(weights, 12);
  const w4 = v128.load32_splat(weights, 16);
  const w5 = v128.load32_splat(weights, 20);
  // From the oldest line to the newest.
  const p0 = lineAt(ring, row, line + 1);
  const p1 = lineAt(ring, row, line + 2);
  const p2 = lineAt(ring, row, line + 3);
  const p3 = lineAt(ring, row, line + 4);
  const p4 = lineAt(ring, row, line + 5);
  const p5 = lineAt(ring, row, line + 6);
  const p6 = lineAt(ring, row, line + 7);
  const p7 = lineAt(ring, row, line + 8);
  const p8 = lineAt(ring, row, line + 9);
  const p9 = lineAt(ring, row, line + 10);
  const p10 = lineAt(ring, row, line + 11);
  let total = f32x4.splat(0);
  for (let i = 0; i < wide; i += 4) {
    const at = <usize>(4 * i);
    let mx = f32x4.splat(0);
    let my = f32x4.splat(0);
    let ms = f32x4.splat(0);
    let mp = f32x4.splat(0);
    for (let map = 0; map < BLURRED; map++) {
      const o = at + <usize>map * row;
      let sum = f32x4.mul(w5, v128.load(p5 + o));
      sum = f32x4.add(sum, f32x4.mul(w4, f32x4.add(v128.load(p4 + o), v128.load(p6 + o))));
      sum = f32x4.add(sum, f32x4.mul(w3, f32x4.add(v128.load(p3 + o), v128.load(p7 + o))));
      sum = f32x4.add(sum, f32x4.mul(w2, f32x4.add(v128.load(p2 + o), v128.load(p8 + o))));
      sum = f32x4.add(sum, f32x4.mul(w1, f32x4.add(v128.load(p1 + o), v128.load(p9 + o))));
      sum = f32x4.add(sum, f32x4.mul(w0, f32x4.add(v128.load(p0 + o), v128.load(p10 + o))));
      mx = my;
      my = ms;
      ms = mp;
      mp = sum;
    }
    const covariance = f32x4.sub(mp, f32x4.mul(mx, my));
    const variances = f32x4.sub(ms, f32x4.add(f32x4.mul(mx, mx), f32x4.mul(my, my)));
    const ux = f32x4.add(mx, middle);
    const uy = f32x4.add(my, middle);
    const brightness = f32x4.div(
      f32x4.add(f32x4.mul(two, f32x4.mul(ux, uy)), c1),
      f32x4.add(f32x4.add(f32x4.mul(ux, ux), f32x4.mul(uy, uy)), c1),
    );
    const contrast = f32x4.div(f32x4.add(f32x4.mul(two, covariance), c2), f32x4.add(variances, c2));
    total = f32x4.add(total, firstLanes(f32x4.mul(brightness, f32x4.max(contrast, f32x4.splat(0))), wide - i));
  }
  return sumOfLanes(total);
}

/** Sum over all pixels that have a right and a lower neighbour of sqrt((dx^2 + dy^2) / 2), forward differences. */
export function gradientSum(y: usize, width: i32, height: i32): f64 {
  const half = f32x4.splat(0.5);
  let sum: f64 = 0;
  for (let line = 0; line + 1 < height; line++) {
    const at = y + 4 * line * width;
    let total = f32x4.splat(0);
    for (let i = 0; i + 1 < width; i += 4) {
      const here = v128.load(at + 4 * i);
      const dx = f32x4.sub(v128.load(at + 4 * i, 4), here);
      const dy = f32x4.sub(v128.load(at + 4 * (i + width)), here);
      const size = f32x4.sqrt(f32x4.mul(half, f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy))));
      total = f32x4.add(total, firstLanes(size, width - 1 - i));
    }
    sum += sumOfLanes(total);
  }
  return sum;
}

/** Sum over the inside of a plane of |1 -2 1; -2 4 -2; 1 -2 1| (Immerkaer 1996, equation 2). */
export function laplacianSum(y: usize, width: i32, height: i32): f64 {
  const two = f32x4.splat(2);
  let sum: f64 = 0;
  for (let line = 1; line + 1 < height; line++) {
    const at = y + 4 * line * width;
    let total = f32x4.splat(0);
    for (let i = 0; i + 2 < width; i += 4) {
      const above = second(at + 4 * (i - width), two);
      const here = second(at + 4 * i, two);
      const below = second(at + 4 * (i + width), two);
      const value = f32x4.abs(f32x4.sub(f32x4.add(above, below), f32x4.mul(two, here)));
      total = f32x4.add(total, firstLanes(value, width - 2 - i));
    }
    sum += sumOfLanes(total);
  }
  return sum;
}

/** Second difference along a row. */
// @ts-ignore: decorator
@inline
function second(at: usize, two: v128): v128 {
  return f32x4.sub(f32x4.add(v128.load(at), v128.load(at, 8)), f32x4.mul(two, v128.load(at, 4)));
}

/** A picture made smaller: each pixel is the mean of the area that it stands for. `out`: float32 RGB, interleaved, 0..255. */
export function areaMean(rgb: usize, width: i32, height: i32, out: usize, outWidth: i32, outHeight: i32): void {
  const stepX = <f64>width / <f64>outWidth;
  const stepY = <f64>height / <f64>outHeight;
  for (let v = 0; v < outHeight; v++) {
    const top = <f64>v * stepY;
    const bottom = top + stepY;
    for (let u = 0; u < outWidth; u++) {
      const left = <f64>u * stepX;
      const right = left + stepX;
      let r: f64 = 0;
      let g: f64 = 0;
      let b: f64 = 0;
      let area: f64 = 0;
      for (let y = <i32>top; y < height && <f64>y < bottom - 1e-9; y++) {
        const tall = min(bottom, <f64>(y + 1)) - max(top, <f64>y);
        for (let x = <i32>left; x < width && <f64>x < right - 1e-9; x++) {
          const share = tall * (min(right, <f64>(x + 1)) - max(left, <f64>x));
          const at = rgb + 3 * (y * width + x);
          r += share * <f64>load<u8>(at);
          g += share * <f64>load<u8>(at, 1);
          b += share * <f64>load<u8>(at, 2);
          area += share;
        }
      }
      const to = out + 12 * (v * outWidth + u);
      store<f32>(to, <f32>(r / area));
      store<f32>(to, <f32>(g / area), 4);
      store<f32>(to, <f32>(b / area), 8);
    }
  }
}

/** A picture made larger, linearly between pixel centres; past the edge its pixels repeat. `out` as of areaMean. */
export function enlarge(rgb: usize, width: i32, height: i32, out: usize, outWidth: i32, outHeight: i32): void {
  const stepX = <f64>width / <f64>outWidth;
  const stepY = <f64>height / <f64>outHeight;
  for (let v = 0; v < outHeight; v++) {
    const y = max<f64>(0, min<f64>(<f64>(height - 1), (<f64>v + 0.5) * stepY - 0.5));
    const y0 = <i32>y;
    const below: usize = y0 + 1 < height ? 3 * width : 0;
    for (let u = 0; u < outWidth; u++) {
      const x = max<f64>(0, min<f64>(<f64>(width - 1), (<f64>u + 0.5) * stepX - 0.5));
      const x0 = <i32>x;
      const right: usize = x0 + 1 < width ? 3 : 0;
      const at = rgb + 3 * (y0 * width + x0);
      const to = out + 12 * (v * outWidth + u);
      for (let c = 0; c < 3; c++) {
        const top = mixed(load<u8>(at + c), load<u8>(at + c + right), x - <f64>x0);
        const bottom = mixed(load<u8>(at + c + below), load<u8>(at + c + below + right), x - <f64>x0);
        store<f32>(to + 4 * c, <f32>(top + (bottom - top) * (y - <f64>y0)));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function mixed(a: u8, b: u8, share: f64): f64 {
  return <f64>a + (<f64>b - <f64>a) * share;
}

/** Float32 RGB as luma in whole levels: what optical flow is found on. */
export function grayLevels(rgb: usize, pixels: i32, out: usize): void {
  for (let i = 0; i < pixels; i++) {
    const at = rgb + 12 * i;
    const y = 0.299 * <f64>load<f32>(at) + 0.587 * <f64>load<f32>(at, 4) + 0.114 * <f64>load<f32>(at, 8);
    store<u8>(out + i, <u8>nearest(y));
  }
}

/**
 * Marks with 0 the pixels of the earlier frame that are not seen in the later one, or lie where the motion breaks off; others with 1
 * (Ruder et al. 2016, as in fast blind video consistency). `forward`, `backward`: float32 x, y per pixel, in pixels.
 */
export function visibility(forward: usize, backward: usize, width: i32, height: i32, out: usize): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const at = forward + 8 * i;
      const ax = load<f32>(at);
      const ay = load<f32>(at, 4);
      const bx = flowAt(backward, width, height, <f32>x + ax, <f32>y + ay, 0);
      const by = flowAt(backward, width, height, <f32>x + ax, <f32>y + ay, 4);
      const size = ax * ax + ay * ay;
      const apart = (bx + ax) * (bx + ax) + (by + ay) * (by + ay);
      let steep: f32 = 0;
      if (x + 1 < width) steep += square(load<f32>(at, 8) - ax) + square(load<f32>(at, 12) - ay);
      if (y + 1 < height) steep += square(load<f32>(at + 8 * width) - ax) + square(load<f32>(at + 8 * width, 4) - ay);
      const hidden = apart > 0.01 * (bx * bx + by * by + size) + 0.5 || steep > 0.01 * size + 0.002;
      store<u8>(out + i, hidden ? 0 : 1);
    }
  }
}

/** Sum that `warpError` leaves beside what it returns: the pixels that counted. */
let counted: f64 = 0;
export function countedPixels(): f64 {
  return counted;
}

/**
 * Sum over visible pixels and three channels of ((later, moved back) - earlier)^2, values 0..1. Flow and visibility may be of a smaller
 * size: the flow is enlarged between its pixels' centres, visibility is that of the nearest. `all`: every pixel counts.
 */
export function warpError(
  earlier: usize,
  later: usize,
  width: i32,
  height: i32,
  flow: usize,
  visible: usize,
  flowWidth: i32,
  flowHeight: i32,
  all: bool,
): f64 {
  const stepX = <f32>flowWidth / <f32>width;
  const stepY = <f32>flowHeight / <f32>height;
  let sum: f64 = 0;
  counted = 0;
  for (let y = 0; y < height; y++) {
    const fy = (<f32>y + 0.5) * stepY - 0.5;
    const seenRow = visible + <usize>(<i32>((<f32>y + 0.5) * stepY) * flowWidth);
    let lineSum: f32 = 0;
    let lineCount = 0;
    for (let x = 0; x < width; x++) {
      const fx = (<f32>x + 0.5) * stepX - 0.5;
      if (!all && load<u8>(seenRow + <usize>(<i32>((<f32>x + 0.5) * stepX))) == 0) continue;
      const px = <f32>x + flowAt(flow, flowWidth, flowHeight, fx, fy, 0) / stepX;
      const py = <f32>y + flowAt(flow, flowWidth, flowHeight, fx, fy, 4) / stepY;
      lineSum += pixelError(earlier + 3 * (y * width + x), later, width, height, px, py);
      lineCount++;
    }
    sum += <f64>lineSum;
    counted += <f64>lineCount;
  }
  return sum / 65025;
}

function pixelError(earlier: usize, later: usize, width: i32, height: i32, px: f32, py: f32): f32 {
  const x = max<f32>(0, min<f32>(px, <f32>(width - 1)));
  const y = max<f32>(0, min<f32>(py, <f32>(height - 1)));
  const x0 = <i32>x;
  const y0 = <i32>y;
  const u = x - <f32>x0;
  const v = y - <f32>y0;
  const right: usize = x0 + 1 < width ? 3 : 0;
  const down: usize = y0 + 1 < height ? 3 * width : 0;
  const at = later + 3 * (y0 * width + x0);
  let sum: f32 = 0;
  for (let c: usize = 0; c < 3; c++) {
    const top = <f32>load<u8>(at + c) * (1 - u) + <f32>load<u8>(at + c + right) * u;
    const bottom = <f32>load<u8>(at + c + down) * (1 - u) + <f32>load<u8>(at + c + down + right) * u;
    sum += square(top * (1 - v) + bottom * v - <f32>load<u8>(earlier + c));
  }
  return sum;
}

/** One part of a flow between its pixels; past the edge its pixels repeat. */
function flowAt(flow: usize, width: i32, height: i32, px: f32, py: f32, part: usize): f32 {
  const x = max<f32>(0, min<f32>(px, <f32>(width - 1)));
  const y = max<f32>(0, min<f32>(py, <f32>(height - 1)));
  const x0 = <i32>x;
  const y0 = <i32>y;
  const u = x - <f32>x0;
  const v = y - <f32>y0;
  const right: usize = x0 + 1 < width ? 8 : 0;
  const down: usize = y0 + 1 < height ? 8 * width : 0;
  const at = flow + 8 * (y0 * width + x0) + part;
  const top = load<f32>(at) * (1 - u) + load<f32>(at + right) * u;
  const bottom = load<f32>(at + down) * (1 - u) + load<f32>(at + down + right) * u;
  return top * (1 - v) + bottom * v;
}

/** Sum over all pixels of the distance between two flows. */
export function flowDistance(a: usize, b: usize, pixels: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < pixels; i++) {
    const dx = load<f32>(a + 8 * i) - load<f32>(b + 8 * i);
    const dy = load<f32>(a + 8 * i, 4) - load<f32>(b + 8 * i, 4);
    sum += Math.sqrt(<f64>(dx * dx + dy * dy));
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function square(value: f32): f32 {
  return value * value;
}

/** Sum over all pixels of CIEDE2000 (Sharma et al. 2005) of two float32 RGB pictures, taken for sRGB under D65. */
export function colorDistance(a: usize, b: usize, pixels: i32, scratch: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < pixels; i++) {
    lab(a + 12 * i, scratch);
    lab(b + 12 * i, scratch + 24);
    sum += ciede2000(scratch);
  }
  return sum;
}

function lab(rgb: usize, out: usize): void {
  const r = linear(<f64>load<f32>(rgb) / 255);
  const g = linear(<f64>load<f32>(rgb, 4) / 255);
  const b = linear(<f64>load<f32>(rgb, 8) / 255);
  const x = curve((0.412453 * r + 0.35758 * g + 0.180423 * b) / 0.95047);
  const y = curve(0.212671 * r + 0.71516 * g + 0.072169 * b);
  const z = curve((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.08883);
  store<f64>(out, 116 * y - 16);
  store<f64>(out, 500 * (x - y), 8);
  store<f64>(out, 200 * (y - z), 16);
}

function linear(value: f64): f64 {
  return value > 0.04045 ? Math.pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
}

function curve(value: f64): f64 {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116.0;
}

const DEGREE: f64 = Math.PI / 180;

/** Of two Lab colours that lie one behind the other. */
function ciede2000(at: usize): f64 {
  const l1 = load<f64>(at);
  const l2 = load<f64>(at, 24);
  const b1 = load<f64>(at, 16);
  const b2 = load<f64>(at, 40);
  const mean7 = Math.pow((Math.hypot(load<f64>(at, 8), b1) + Math.hypot(load<f64>(at, 32), b2)) / 2, 7);
  const g = 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 6103515625.0)));
  const a1 = (1 + g) * load<f64>(at, 8);
  const a2 = (1 + g) * load<f64>(at, 32);
  const c1 = Math.hypot(a1, b1);
  const c2 = Math.hypot(a2, b2);
  const h1 = hue(a1, b1);
  const h2 = hue(a2, b2);
  let turn = h2 - h1;
  let meanHue = h1 + h2;
  if (c1 * c2 == 0) {
    turn = 0;
  } else {
    if (Math.abs(h1 - h2) > Math.PI) meanHue += meanHue < 2 * Math.PI ? 2 * Math.PI : -2 * Math.PI;
    meanHue /= 2;
    if (turn > Math.PI) turn -= 2 * Math.PI;
    else if (turn < -Math.PI) turn += 2 * Math.PI;
  }
  const l = (l1 + l2) / 2 - 50;
  const c = (c1 + c2) / 2;
  const t =
    1 -
    0.17 * Math.cos(meanHue - 30 * DEGREE) +
    0.24 * Math.cos(2 * meanHue) +
    0.32 * Math.cos(3 * meanHue + 6 * DEGREE) -
    0.2 * Math.cos(4 * meanHue - 63 * DEGREE);
  const dl = (l2 - l1) / (1 + (0.015 * l * l) / Math.sqrt(20 + l * l));
  const dc = (c2 - c1) / (1 + 0.045 * c);
  const dh = (2 * Math.sqrt(c1 * c2) * Math.sin(turn / 2)) / (1 + 0.015 * c * t);
  const c7 = Math.pow(c, 7);
  const spread = (meanHue / DEGREE - 275) / 25;
  const rotation = -2 * Math.sqrt(c7 / (c7 + 6103515625.0)) * Math.sin(60 * DEGREE * Math.exp(-spread * spread));
  return Math.sqrt(Math.max(0, dl * dl + dc * dc + dh * dh + rotation * dc * dh));
}

function hue(a: f64, b: f64): f64 {
  if (a == 0 && b == 0) return 0;
  const angle = Math.atan2(b, a);
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

function laneOf(vector: v128, lane: i32): i32 {
  if (lane == 0) return i32x4.extract_lane(vector, 0);
  if (lane == 1) return i32x4.extract_lane(vector, 1);
  return lane == 2 ? i32x4.extract_lane(vector, 2) : i32x4.extract_lane(vector, 3);
}

/** The first `count` lanes, 0 in the others: what was read past the end of a row does not count. */
// @ts-ignore: decorator
@inline
function firstLanes(vector: v128, count: i32): v128 {
  return count >= 4 ? vector : v128.and(vector, i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3)));
}

function sumOfLanes(vector: v128): f64 {
  return (
    <f64>f32x4.extract_lane(vector, 0) +
    <f64>f32x4.extract_lane(vector, 1) +
    <f64>f32x4.extract_lane(vector, 2) +
    <f64>f32x4.extract_lane(vector, 3)
  );
}

/** Bytes of scratch that `jpegLoss` wants. */
export function jpegScratch(width: i32, height: i32): i32 {
  const wide = (width + 15) & ~15;
  const tall = (height + 15) & ~15;
  return 4 * (wide * tall + 2 * (wide / 2) * (tall / 2) + 3 * 64 + 64);
}

/**
 * What a JPEG picture loses, without writing one: 4:2:0, the standard tables for a quality of 1 to 100 (ITU-T T.81 annex K, scaled as
 * libjpeg does). `rgb`: float32, interleaved, 0..1, changed in place to whole levels. `tables`: 2 x 64 float32, brightness and colour.
 */
export function jpegLoss(rgb: usize, width: i32, height: i32, tables: usize, scratch: usize): void {
  const wide = (width + 15) & ~15;
  const tall = (height + 15) & ~15;
  const luma = scratch;
  const blue = luma + 4 * wide * tall;
  const red = blue + wide * tall;
  const basis = red + wide * tall;
  const block = basis + 4 * 64;
  for (let k = 0; k < 8; k++) {
    for (let n = 0; n < 8; n++) {
      const scale = k == 0 ? Math.sqrt(0.125) : 0.5;
      store<f32>(basis + 4 * (8 * k + n), <f32>(scale * Math.cos(((2 * n + 1) * k * Math.PI) / 16)));
    }
  }
  for (let y = 0; y < tall; y += 2) {
    for (let x = 0; x < wide; x += 2) {
      let cb: f32 = 0;
      let cr: f32 = 0;
      for (let part = 0; part < 4; part++) {
        const px = x + (part & 1);
        const py = y + (part >> 1);
        const at = rgb + 12 * (min(py, height - 1) * width + min(px, width - 1));
        const r = levelOf(load<f32>(at));
        const g = levelOf(load<f32>(at, 4));
        const b = levelOf(load<f32>(at, 8));
        store<f32>(luma + 4 * (py * wide + px), nearest<f32>(0.299 * r + 0.587 * g + 0.114 * b) - 128);
        cb += -0.168736 * r - 0.331264 * g + 0.5 * b;
        cr += 0.5 * r - 0.418688 * g - 0.081312 * b;
      }
      const half = 4 * ((y >> 1) * (wide >> 1) + (x >> 1));
      store<f32>(blue + half, nearest<f32>(cb / 4));
      store<f32>(red + half, nearest<f32>(cr / 4));
    }
  }
  quantizePlane(luma, wide, tall, tables, basis, block);
  quantizePlane(blue, wide >> 1, tall >> 1, tables + 256, basis, block);
  quantizePlane(red, wide >> 1, tall >> 1, tables + 256, basis, block);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const l = load<f32>(luma + 4 * (y * wide + x)) + 128;
      const cb = chromaAt(blue, wide >> 1, tall >> 1, x, y);
      const cr = chromaAt(red, wide >> 1, tall >> 1, x, y);
      const at = rgb + 12 * (y * width + x);
      store<f32>(at, limited(l + 1.402 * cr) / 255);
      store<f32>(at, limited(l - 0.344136 * cb - 0.714136 * cr) / 255, 4);
      store<f32>(at, limited(l + 1.772 * cb) / 255, 8);
    }
  }
}

function levelOf(value: f32): f32 {
  return limited(value * 255);
}

function limited(value: f32): f32 {
  return nearest<f32>(max<f32>(0, min<f32>(255, value)));
}

/** Linearly between the centres of the halved plane (libjpeg's "fancy" upsampling). */
function chromaAt(plane: usize, width: i32, height: i32, x: i32, y: i32): f32 {
  const x0 = x >> 1;
  const y0 = y >> 1;
  const x1 = max(0, min(width - 1, (x & 1) == 0 ? x0 - 1 : x0 + 1));
  const y1 = max(0, min(height - 1, (y & 1) == 0 ? y0 - 1 : y0 + 1));
  const near = 0.75 * load<f32>(plane + 4 * (y0 * width + x0)) + 0.25 * load<f32>(plane + 4 * (y0 * width + x1));
  const far = 0.75 * load<f32>(plane + 4 * (y1 * width + x0)) + 0.25 * load<f32>(plane + 4 * (y1 * width + x1));
  return <f32>(0.75 * near + 0.25 * far);
}

/** Every 8x8 block through the cosine transform, its steps, and back, as whole levels from -128 to 127. */
function quantizePlane(plane: usize, width: i32, height: i32, table: usize, basis: usize, block: usize): void {
  const half = block + 256;
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) {
      const corner = plane + 4 * (y * width + x);
      // Rows, then columns: half = block x basis', block = basis x half.
      for (let i = 0; i < 8; i++) {
        for (let k = 0; k < 8; k++) {
          let sum: f32 = 0;
          for (let n = 0; n < 8; n++) sum += load<f32>(corner + 4 * (i * width + n)) * load<f32>(basis + 4 * (8 * k + n));
          store<f32>(half + 4 * (8 * i + k), sum);
        }
      }
      for (let k = 0; k < 8; k++) {
        for (let j = 0; j < 8; j++) {
          let sum: f32 = 0;
          for (let n = 0; n < 8; n++) sum += load<f32>(half + 4 * (8 * n + j)) * load<f32>(basis + 4 * (8 * k + n));
          const step = load<f32>(table + 4 * (8 * k + j));
          store<f32>(block + 4 * (8 * k + j), nearest<f32>(sum / step) * step);
        }
      }
      for (let i = 0; i < 8; i++) {
        for (let n = 0; n < 8; n++) {
          let sum: f32 = 0;
          for (let k = 0; k < 8; k++) sum += load<f32>(block + 4 * (8 * i + k)) * load<f32>(basis + 4 * (8 * k + n));
          store<f32>(half + 4 * (8 * i + n), sum);
        }
      }
      for (let i = 0; i < 8; i++) {
        for (let n = 0; n < 8; n++) {
          let sum: f32 = 0;
          for (let k = 0; k < 8; k++) sum += load<f32>(half + 4 * (8 * k + n)) * load<f32>(basis + 4 * (8 * k + i));
          store<f32>(corner + 4 * (i * width + n), nearest<f32>(max<f32>(-128, min<f32>(127, sum))));
        }
      }
    }
  }
}
