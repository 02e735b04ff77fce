import { readBytes, readProxySamples, type ProxySamples } from './proxy-samples.ts';

/** Shows single frames of a proxy by index: for stepping, for the hand on the timeline, and for playing backwards. */
export interface FramePictures {
  /** The newest wish counts: frames that are asked for while another is on its way are passed over. */
  readonly show: (index: number) => void;
  /** What was asked for last is not on screen yet. */
  readonly busy: () => boolean;
  readonly close: () => void;
}

export interface FramePicturesOptions {
  readonly url: string;
  readonly canvas: HTMLCanvasElement;
  readonly onShown: (index: number) => void;
  /** The proxy cannot be decoded here; what is asked for is not shown. */
  readonly onFailed: () => void;
}

/** Frames that are decoded before they are asked for, in the direction of the last step, and how many are kept in all. */
const [aheadFrames, keptFrames] = [4, 12];
/** Frames that are read from the file at once, and how many such pieces are kept: with 100 KB a frame 13 MB. */
const [pieceFrames, keptPieces] = [16, 8];

/** Whether single pictures can be decoded here: pages that came over plain HTTP from another machine have no decoder. */
export function canDecodePictures(): boolean {
  return typeof VideoDecoder === 'function';
}

/**
 * Decodes pictures of a proxy by their place in the file; opens it at the first wish. A <video> answers a seek in 40 ms on an idle machine and in 130 ms on a
 * busy one, by its own idea of time; a picture is decoded in less than 10 ms, by its number, and the next ones are ready before they are asked for.
 */
export function framePictures({ url, canvas, onShown, onFailed }: FramePicturesOptions): FramePictures {
  const kept = new Map<number, VideoFrame>();
  let reading: Reading | null = null;
  let wanted: number | null = null;
  let shown: number | null = null;
  let direction = 1;

  const paint = (): void => {
    const frame = wanted === null ? undefined : kept.get(wanted);
    if (frame === undefined || wanted === null || wanted === shown) return;
    if (canvas.width !== frame.displayWidth) canvas.width = frame.displayWidth;
    if (canvas.height !== frame.displayHeight) canvas.height = frame.displayHeight;
    canvas.getContext('2d', { alpha: false })?.drawImage(frame, 0, 0);
    shown = wanted;
    onShown(shown);
  };
  /** Decodes what is wanted, then what is likely to be wanted next. */
  const pump = async (now: Reading): Promise<void> => {
    if (now.running) return;
    now.running = true;
    try {
      const { frameCount, decode } = await now.decoder;
      for (let next = nextOf(frameCount); next !== null; next = nextOf(frameCount)) {
        const frame = await decode(next);
        if (reading !== now) return frame.close();
        kept.set(next, frame);
        paint();
        dropFar();
      }
    } catch {
      if (reading === now) onFailed();
    } finally {
      now.running = false;
    }
  };
  const nextOf = (frameCount: number): number | null => {
    if (wanted === null) return null;
    for (let step = 0; step <= aheadFrames; step += 1) {
      const index = wanted + step * direction;
      if (index >= 0 && index < frameCount && !kept.has(index)) return index;
    }
    return null;
  };
  const dropFar = (): void => {
    const from = wanted ?? 0;
    const nearest = [...kept.keys()].sort((a, b) => Math.abs(a - from) - Math.abs(b - from));
    for (const index of nearest.slice(keptFrames)) {
      kept.get(index)?.close();
      kept.delete(index);
    }
  };

  return {
    show: (index) => {
      if (wanted !== null && index !== wanted) direction = Math.sign(index - wanted);
      wanted = index;
      paint();
      reading ??= startReading(url);
      void pump(reading);
    },
    busy: () => wanted !== shown,
    close: () => {
      reading?.stop();
      reading = null;
      for (const frame of kept.values()) frame.close();
      kept.clear();
      [wanted, shown] = [null, null];
    },
  };
}

/** One opening of the file: from the first wish to the closing. */
interface Reading {
  readonly decoder: Promise<PictureDecoder>;
  readonly stop: () => void;
  running: boolean;
}

function startReading(url: string): Reading {
  const ended = new AbortController();
  const { signal } = ended;
  const decoder = readProxySamples(url, signal).then((samples) => openDecoder(samples, { url, signal }));
  const stop = (): void => {
    ended.abort();
    void decoder.then(({ close }) => close()).catch(() => undefined);
  };
  return { decoder, stop, running: false };
}

interface PictureDecoder {
  readonly frameCount: number;
  readonly decode: (index: number) => Promise<VideoFrame>;
  readonly close: () => void;
}

/** One picture at a time: read (a piece of the file at once), decoded, given away. */
function openDecoder(samples: ProxySamples, { url, signal }: { readonly url: string; readonly signal: AbortSignal }): PictureDecoder {
  const { codec, description, width, height, offsets, sizes } = samples;
  const pieces = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  let waiting: { readonly resolve: (frame: VideoFrame) => void; readonly reject: (error: unknown) => void } | null = null;
  const decoder = new VideoDecoder({
    output: (frame) => (waiting === null ? frame.close() : waiting.resolve(frame)),
    error: (error) => waiting?.reject(error),
  });
  // In software: a decoder of the graphics card lends out few pictures, and stops when they are kept.
  const hardwareAcceleration = 'prefer-software';
  decoder.configure({ codec, description, codedWidth: width, codedHeight: height, hardwareAcceleration, optimizeForLatency: true });

  const readPiece = (number: number): Promise<Uint8Array<ArrayBuffer>> => {
    const known = pieces.get(number);
    if (known !== undefined) return known;
    const first = number * pieceFrames;
    const last = Math.min(first + pieceFrames, sizes.length) - 1;
    const reading = readBytes(url, { start: offsets[first]!, end: offsets[last]! + sizes[last]!, signal });
    pieces.set(number, reading);
    // One that failed is read again when it is asked for again.
    reading.catch(() => pieces.delete(number));
    for (const old of [...pieces.keys()].slice(0, -keptPieces)) pieces.delete(old);
    return reading;
  };

  return {
    frameCount: sizes.length,
    decode: async (index) => {
      const number = Math.floor(index / pieceFrames);
      const piece = await readPiece(number);
      const start = offsets[index]! - offsets[number * pieceFrames]!;
      const data = piece.subarray(start, start + sizes[index]!);
      const decoded = new Promise<VideoFrame>((resolve, reject) => (waiting = { resolve, reject }));
      decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: index, data }));
      // Without it the decoder waits for more, to put pictures in order that are in order.
      const flushed = decoder.flush();
      const [frame] = await Promise.all([decoded, flushed]);
      return frame;
    },
    close: () => decoder.state !== 'closed' && decoder.close(),
  };
}
