import type { Rational } from '../contract/index.ts';
import type { Cut, EditList, MediaFile, WrittenEditList } from './edit-list.ts';
import { add, isSameRate, subtract, timeOfFrames, writeTime, zeroTime } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { fingerprintKey, noteOf, reelKey, textKey, writeClipText, xmlName } from './fcpxml-text.ts';
import { fileNameOf, urlOfPath } from './media-url.ts';
import { trackItems } from './timeline-layout.ts';
import type { TrackItem } from './timeline-layout.ts';
import { writeXml } from './xml-writer.ts';
import type { XmlNode } from './xml-writer.ts';

/**
 * Final Cut Pro's XML, version 1.10: one project. Times are exact fractions of seconds. Prompts are notes of the clips,
 * markers lie on them in the time of their media. Picture folders have no place in it, so their cuts are left out, with a remark.
 */
export function writeFcpxml(list: EditList): WrittenEditList {
  const isFolder = ({ media }: Cut): boolean => media.isFolder;
  const remarks = list.cuts
    .filter(isFolder)
    .map(({ name }) => ({ where: name, message: 'FCPXML knows no folders of pictures. It was left out; OTIO holds it.' }));
  const cuts = list.cuts.filter((cut) => !isFolder(cut));
  const resources = collectResources(cuts, list.count.rate);
  const document: XmlNode = element('fcpxml', { version: '1.10' }, [
    element('resources', {}, resources.nodes),
    element('library', {}, [
      element('event', { name: 'Interweave' }, [
        element('project', { name: xmlName(list.title) }, [sequence({ ...list, cuts }, resources)]),
      ]),
    ]),
  ]);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n${writeXml(document)}`;
  return { text, count: cuts.length, remarks };
}

interface Resources {
  readonly nodes: readonly XmlNode[];
  readonly assetId: (media: MediaFile) => string;
  readonly sequenceFormat: string;
}

function collectResources(cuts: readonly Cut[], editRate: Rational): Resources {
  const formats = new Map<string, { readonly id: string; readonly node: XmlNode }>();
  const assets = new Map<string, { readonly id: string; readonly node: XmlNode }>();
  let made = 0;
  const newId = (): string => `r${(made += 1)}`;
  const format = (rate: Rational, { width, height }: Pick<MediaFile, 'width' | 'height'>): string => {
    const key = `${rate.num}/${rate.den} ${width}x${height}`;
    const known = formats.get(key);
    if (known !== undefined) return known.id;
    const id = newId();
    const size = { width: String(width), height: String(height) };
    formats.set(key, { id, node: element('format', { id, frameDuration: `${rate.den}/${rate.num}s`, ...size }) });
    return id;
  };
  const sequenceFormat = format(editRate, cuts[0]?.media ?? { width: 1920, height: 1080 });
  for (const { media } of cuts) {
    if (!assets.has(media.path)) {
      const formatId = format(media.count.rate, media);
      const id = newId();
      assets.set(media.path, { id, node: asset(media, { id, formatId }) });
    }
  }
  return {
    nodes: [...formats.values(), ...assets.values()].map(({ node }) => node),
    assetId: ({ path }) => assets.get(path)?.id ?? '',
    sequenceFormat,
  };
}

function asset(media: MediaFile, { id, formatId }: { readonly id: string; readonly formatId: string }): XmlNode {
  const { path, startFrame, frameCount, count, audio, fingerprint, reel } = media;
  const sound =
    audio === null ? {} : { hasAudio: '1', audioSources: '1', audioChannels: String(audio.channels), audioRate: String(audio.sampleRate) };
  const attributes = {
    id,
    name: xmlName(fileNameOf(path)),
    start: writeTime(timeOfFrames(startFrame, count.rate)),
    duration: writeTime(timeOfFrames(frameCount, count.rate)),
    hasVideo: '1',
    format: formatId,
    videoSources: '1',
    ...sound,
  };
  const known = fingerprint === null ? [] : [md(fingerprintKey, JSON.stringify(fingerprint))];
  return element('asset', attributes, [
    element('media-rep', { kind: 'original-media', src: urlOfPath(path) }),
    element('metadata', {}, [md(reelKey, reel), ...known]),
  ]);
}

function sequence(list: EditList, resources: Resources): XmlNode {
  const { count, startFrame } = list;
  const [primary = [], ...upper] = trackItems(list);
  const time = (frames: number): Fraction => timeOfFrames(frames, count.rate);
  // What lies above hangs on the item below it; where there is none, a gap carries it.
  const end = primary.reduce((last, item) => last + lengthOf(item), startFrame);
  const total = Math.max(end, ...list.cuts.map((cut) => cut.recordFrame + cut.recordLength));
  const carriers: TrackItem[] = total > end ? [...primary, { type: 'gap', startFrame: end, length: total - end }] : primary;
  const hanging = upper
    .flatMap((items) => items.flatMap((item) => (item.type === 'cut' ? [item.cut] : [])))
    .sort((a, b) => a.recordFrame - b.recordFrame);
  let next = 0;
  const spine = carriers.map((item) => {
    const begin = beginOf(item);
    const localStart =
      item.type === 'cut' ? timeOfFrames(item.cut.media.startFrame + item.cut.inFrame, item.cut.media.count.rate) : zeroTime;
    const anchored: XmlNode[] = [];
    for (let cut = hanging[next]; cut !== undefined && cut.recordFrame < begin + lengthOf(item); cut = hanging[next]) {
      const offset = add(localStart, subtract(time(cut.recordFrame), time(begin)));
      anchored.push(assetClip(cut, { offset, list, resources, anchored: [] }));
      next += 1;
    }
    const offset = time(begin);
    if (item.type === 'cut') return assetClip(item.cut, { offset, list, resources, anchored });
    return element('gap', { name: 'Gap', offset: writeTime(offset), start: '0s', duration: writeTime(time(item.length)) }, anchored);
  });
  const attributes = {
    format: resources.sequenceFormat,
    duration: writeTime(time(total - startFrame)),
    tcStart: writeTime(time(startFrame)),
    tcFormat: count.dropFrame ? 'DF' : 'NDF',
  };
  return element('sequence', attributes, [element('spine', {}, spine)]);
}

interface ClipPlace {
  readonly offset: Fraction;
  readonly list: EditList;
  readonly resources: Resources;
  readonly anchored: readonly XmlNode[];
}

function assetClip(cut: Cut, { offset, list, resources, anchored }: ClipPlace): XmlNode {
  const { media, inFrame, outFrame, name, prompt, negativePrompt, markers, recordLength, track } = cut;
  const note = noteOf(cut);
  // A clip of another rate lasts whole frames of the edit; its own number of frames is in our metadata.
  const frames = isSameRate(media.count.rate, list.count.rate) ? null : outFrame - inFrame;
  const attributes = {
    ref: resources.assetId(media),
    ...(track === 0 ? {} : { lane: String(track) }),
    offset: writeTime(offset),
    name: xmlName(name),
    start: writeTime(timeOfFrames(media.startFrame + inFrame, media.count.rate)),
    duration: writeTime(timeOfFrames(recordLength, list.count.rate)),
    tcFormat: media.count.dropFrame ? 'DF' : 'NDF',
  };
  return element('asset-clip', attributes, [
    ...(note === '' ? [] : [{ name: 'note', attributes: {}, children: [], text: note }]),
    ...anchored,
    ...markers.map((marker) => {
      const start = writeTime(timeOfFrames(media.startFrame + marker.frame, media.count.rate));
      return element('marker', { start, duration: writeTime(timeOfFrames(1, media.count.rate)), value: xmlName(marker.name) });
    }),
    element('metadata', {}, [md(textKey, writeClipText({ name, prompt, negativePrompt, frames }))]),
  ]);
}

function lengthOf(item: TrackItem): number {
  return item.type === 'cut' ? item.cut.recordLength : item.length;
}

function beginOf(item: TrackItem): number {
  return item.type === 'cut' ? item.cut.recordFrame : item.startFrame;
}

function md(key: string, value: string): XmlNode {
  return element('md', { key, value });
}

function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly XmlNode[] = []): XmlNode {
  return { name, attributes, children };
}
