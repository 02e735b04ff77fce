import type { ScanLine } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';

/** The upright picture in square pixels. */
interface PictureSize {
  readonly displayWidth: number;
  readonly displayHeight: number;
}

/** How many lines there are to choose from. */
export function lineCount({ axis }: Pick<ScanLine, 'axis'>, { displayWidth, displayHeight }: PictureSize): number {
  return axis === 'row' ? displayHeight : displayWidth;
}

/** The row or column of the source, counted from 0, as the engine counts it. */
export function linePlace(line: ScanLine, size: PictureSize): number {
  const count = lineCount(line, size);
  return Math.min(count - 1, Math.floor(line.position * count));
}

/** A line through the middle of a row or column, kept inside of the picture: rounding never moves it to a neighbour. */
export function lineAt(axis: ScanLine['axis'], place: number, size: PictureSize): ScanLine {
  const count = lineCount({ axis }, size);
  return { axis, position: (Math.min(count - 1, Math.max(0, Math.floor(place))) + 0.5) / count };
}

/** The other way, at the same part of the picture. */
export function turned({ axis, position }: ScanLine): ScanLine {
  return { axis: axis === 'row' ? 'column' : 'row', position };
}

/** `Row 288`. */
export function lineWords(line: ScanLine, size: PictureSize): string {
  return `${line.axis === 'row' ? t('analysis.row') : t('analysis.column')} ${linePlace(line, size)}`;
}
