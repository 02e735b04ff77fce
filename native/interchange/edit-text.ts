import { TextDecoder } from 'node:util';
import { AppError } from '../contract/index.ts';

/** An edit list of ten thousand cuts is 6 MB of XML; a file far larger is not one. */
export const MAX_LIST_BYTES = 32 * 1024 * 1024;

/** The text of an edit list: UTF-8 or UTF-16 by its mark, else the Western code page that old systems write. */
export function decodeEditText(bytes: Uint8Array, name: string): string {
  if (bytes.length > MAX_LIST_BYTES) {
    throw new AppError('too-large', `${name} has ${Math.round(bytes.length / 1e6)} MB, too many for an edit list. Choose the list itself.`);
  }
  const text = decoderOf(bytes).decode(bytes);
  // No text holds a zero; a film chosen by mistake is full of them.
  if (text.includes('\0')) throw new AppError('bad-input', `${name} is not a text file. Choose a .csv, .edl, .otio or .fcpxml file.`);
  return text;
}

function decoderOf(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return new TextDecoder('utf-8');
  } catch {
    return new TextDecoder('windows-1252');
  }
}

/** The line, from 1, that a character lies on. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
