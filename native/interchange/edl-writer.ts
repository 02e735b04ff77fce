import type { InterchangeRemark } from '../contract/index.ts';
import { timecodeOfFrames } from '../util/timecode.ts';
import { commentLines } from './edl-comments.ts';
import type { EditList, WrittenEditList } from './edit-list.ts';
import { isSameRate } from './fraction.ts';
import { fileNameOf } from './media-url.ts';

/**
 * A CMX3600 edit decision list: one video track of cuts. Clip names are file names, which is what editing systems look for;
 * segment names and prompts are in comments, markers in locators (`* LOC:`) at times of the edit. The format has one rate for all,
 * so cuts of another are left out, with a remark.
 */
export function writeEdl({ title, count, cuts }: EditList): WrittenEditList {
  const remarks: InterchangeRemark[] = [];
  const written = cuts.filter(({ name, media, track }) => {
    if (track > 0)
      remarks.push({
        where: name,
        message: 'It overlaps another segment in the edit, and an EDL has one track. It was left out; OTIO and FCPXML hold it.',
      });
    else if (!isSameRate(media.count.rate, count.rate))
      remarks.push({
        where: name,
        message: 'Its source runs at another frame rate, and an EDL has one for all. It was left out; OTIO and FCPXML hold it.',
      });
    else return true;
    return false;
  });
  const record = (frame: number): string => timecodeOfFrames(frame, count);
  let mode = fcm(count.dropFrame);
  const lines = [`TITLE: ${oneLine(title)}`, mode, ''];
  for (const [index, cut] of written.entries()) {
    const { media, inFrame, outFrame, markers, recordFrame } = cut;
    const source = (frame: number): string => timecodeOfFrames(media.startFrame + frame, media.count);
    // The mode of a line is that of its source; the `;` tells both sides apart.
    if (fcm(media.count.dropFrame) !== mode) {
      mode = fcm(media.count.dropFrame);
      lines.push(mode);
    }
    const event = `${String(index + 1).padStart(3, '0')}  ${media.reel.padEnd(8)} V     C       `;
    lines.push(
      `${event} ${source(inFrame)} ${source(outFrame)} ${record(recordFrame)} ${record(recordFrame + outFrame - inFrame)}`,
      `* FROM CLIP NAME: ${oneLine(fileNameOf(media.path))}`,
      `* SOURCE FILE: ${oneLine(media.path)}`,
      ...commentLines(cut),
      ...markers.map(({ frame, name }) => `* LOC: ${record(recordFrame + frame - inFrame)} MAGENTA ${oneLine(name)}`.trimEnd()),
      '',
    );
  }
  return { text: lines.join('\r\n'), count: written.length, remarks };
}

function fcm(dropFrame: boolean): string {
  return `FCM: ${dropFrame ? '' : 'NON-'}DROP FRAME`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
