import type { Rational } from '../contract/index.ts';
import type { Cut, EditList, MediaFile, WrittenEditList } from './edit-list.ts';
import { isSameRate } from './fraction.ts';
import { fileNameOf, urlOfPath } from './media-url.ts';
import { trackItems } from './timeline-layout.ts';
import type { TrackItem } from './timeline-layout.ts';

/**
 * OpenTimelineIO's JSON. Media times are timecodes, as its adapters write them. Clips are `Clip.1`, which every version reads (newer
 * ones make `Clip.2` of it). Prompts and fingerprints are in the metadata under `interweave`; markers lie
 * on the clips, in the time of their media.
 */
export function writeOtio(list: EditList): WrittenEditList {
  const { title, count, startFrame } = list;
  const tracks = trackItems(list).map((items, index) => ({
    OTIO_SCHEMA: 'Track.1',
    metadata: {},
    name: `V${index + 1}`,
    source_range: null,
    effects: [],
    markers: [],
    kind: 'Video',
    children: items.map((item) => child(item, count.rate)),
  }));
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: { interweave: { rate: count.rate, dropFrame: count.dropFrame } },
    name: title,
    global_start_time: time(startFrame, count.rate),
    tracks: { OTIO_SCHEMA: 'Stack.1', metadata: {}, name: 'tracks', source_range: null, effects: [], markers: [], children: tracks },
  };
  return { text: `${JSON.stringify(timeline, null, 2)}\n`, count: list.cuts.length, remarks: [] };
}

function child(item: TrackItem, rate: Rational): unknown {
  if (item.type === 'cut') return clip(item.cut, rate);
  return { OTIO_SCHEMA: 'Gap.1', metadata: {}, name: '', source_range: range(0, item.length, rate), effects: [], markers: [] };
}

function clip({ name, prompt, negativePrompt, media, inFrame, outFrame, markers, recordLength }: Cut, editRate: Rational): unknown {
  const { rate } = media.count;
  // A clip of another rate lasts whole frames of the edit; the frames themselves are in our metadata.
  const isForeign = !isSameRate(rate, editRate);
  const duration = isForeign ? time(recordLength, editRate) : time(outFrame - inFrame, rate);
  return {
    OTIO_SCHEMA: 'Clip.1',
    metadata: {
      interweave: { prompt, negativePrompt, ...(isForeign ? { frames: outFrame - inFrame } : {}) },
      cmx_3600: { reel: media.reel },
    },
    name,
    source_range: { OTIO_SCHEMA: 'TimeRange.1', start_time: time(media.startFrame + inFrame, rate), duration },
    effects: [],
    markers: markers.map((marker) => ({
      OTIO_SCHEMA: 'Marker.2',
      metadata: {},
      name: marker.name,
      color: 'PURPLE',
      marked_range: range(media.startFrame + marker.frame, 1, rate),
    })),
    media_reference: reference(media),
  };
}

function reference(media: MediaFile): unknown {
  const { path, startFrame, frameCount, fingerprint, count } = media;
  const shared = {
    metadata: { interweave: { fingerprint, rate: count.rate } },
    name: fileNameOf(path),
    available_range: range(startFrame, frameCount, count.rate),
  };
  if (!media.isFolder) return { OTIO_SCHEMA: 'ExternalReference.1', ...shared, target_url: urlOfPath(path) };
  return {
    OTIO_SCHEMA: 'ImageSequenceReference.1',
    ...shared,
    target_url_base: `${urlOfPath(path)}/`,
    name_prefix: '',
    name_suffix: '.png',
    start_frame: 1,
    frame_step: 1,
    rate: decimal(count.rate),
    frame_zero_padding: 6,
    missing_frame_policy: 'error',
  };
}

function range(start: number, length: number, rate: Rational): unknown {
  return { OTIO_SCHEMA: 'TimeRange.1', start_time: time(start, rate), duration: time(length, rate) };
}

function time(frames: number, rate: Rational): unknown {
  return { OTIO_SCHEMA: 'RationalTime.1', rate: decimal(rate), value: frames };
}

function decimal({ num, den }: Rational): number {
  return num / den;
}
