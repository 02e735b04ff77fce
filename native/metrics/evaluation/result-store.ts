import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../util/replace-file.ts';
import { ClipResult } from './clip-result.ts';

/** Which clip, by which model. */
export interface ResultKey {
  readonly dataset: string;
  readonly clip: string;
  readonly model: string;
}

/** Where everything about one clip and one model lies. */
export interface ResultPlaces {
  readonly resultPath: string;
  readonly restoredPath: string;
  /** Without the ending. */
  readonly picturePath: string;
}

/** The folder of one evaluation. A file for each result, each written whole or not at all: a kill loses the clip at work and no other. */
export function openResultStore(folder: string): {
  readonly places: (key: ResultKey) => ResultPlaces;
  /** Null where there is none, or none that can be read. */
  readonly read: (key: ResultKey) => Promise<ClipResult | null>;
  readonly write: (result: ClipResult) => Promise<void>;
} {
  const places = ({ dataset, clip, model }: ResultKey): ResultPlaces => {
    const name = [dataset, clip, model].map(fileName);
    return {
      resultPath: `${join(folder, 'results', ...name)}.json`,
      restoredPath: `${join(folder, 'restored', ...name)}.mkv`,
      picturePath: join(folder, 'pictures', ...name),
    };
  };
  return {
    places,
    read: async (key) => {
      const text = await readFile(places(key).resultPath, 'utf8').catch(() => null);
      if (text === null) return null;
      const parsed = ClipResult.safeParse(parseJson(text));
      // One of another version of the app, or damaged: the clip is done anew.
      return parsed.success ? parsed.data : null;
    },
    write: (result) => replaceFile(places(result).resultPath, `${JSON.stringify(result, null, 1)}\n`),
  };
}

/** Names of clips and sets are the user's; as names of files they must stay within their folder and differ. */
function fileName(name: string): string {
  return encodeURIComponent(name)
    .replaceAll('~', '%7E')
    .replaceAll('%2F', '~')
    .replaceAll('%20', ' ')
    .replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
