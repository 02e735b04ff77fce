import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pictureEndings } from './clip-pictures.ts';
import type { DetailView } from './clip-result.ts';
import { SOURCE_PICTURES, TRUTH } from './evaluate.ts';
import type { ReportInput } from './report-input.ts';
import { openResultStore } from './result-store.ts';
import { doneResults } from './summary.ts';

/** Clips of each set whose pictures the report holds: it stays a file that can be sent. */
const DETAIL_CLIPS = 8;
const PROFILE_CLIPS = 3;

export interface ShownPicture {
  readonly title: string;
  /** A data URI. */
  readonly uri: string;
}

export interface ShownClip {
  readonly dataset: string;
  readonly clip: string;
  readonly view: DetailView;
  readonly frameCount: number;
  /** Of the restored clip; width over height. */
  readonly aspect: number;
  readonly whole: string | null;
  readonly details: readonly ShownPicture[];
  /** Empty but for the first clips. */
  readonly profiles: readonly ShownPicture[];
}

/** What the report shows of the clips: the damaged one first, the truth last. */
export async function readReportPictures(folder: string, { datasets, restorers, results }: ReportInput): Promise<readonly ShownClip[]> {
  const store = openResultStore(folder);
  const shown: ShownClip[] = [];
  for (const { title: dataset, clips } of datasets) {
    const done = doneResults(results, dataset);
    const finished = clips.filter(({ name }) => done.some(({ clip }) => clip === name)).slice(0, DETAIL_CLIPS);
    for (const [index, { name: clip }] of finished.entries()) {
      const first = done.find((result) => result.clip === clip);
      if (first === undefined) continue;
      // One that failed may have left pictures of an earlier day.
      const here = [...restorers, TRUTH].filter(({ id }) => done.some((result) => result.clip === clip && result.model === id));
      const columns = [{ id: SOURCE_PICTURES, title: 'Source' }, ...here];
      const pathOf = (model: string): string => store.places({ dataset, clip, model }).picturePath;
      const read = async (kind: 'detail' | 'profile'): Promise<readonly ShownPicture[]> => {
        const found = await Promise.all(
          columns.map(async ({ id, title }) => ({ title, uri: await dataUri(pathOf(id) + pictureEndings[kind]) })),
        );
        return found.flatMap(({ title, uri }) => (uri === null ? [] : [{ title, uri }]));
      };
      shown.push({
        ...{ dataset, clip, view: first.view, frameCount: first.frameCount, aspect: first.width / first.height },
        whole: await dataUri(pathOf(SOURCE_PICTURES) + pictureEndings.whole),
        details: await read('detail'),
        profiles: index < PROFILE_CLIPS ? await read('profile') : [],
      });
    }
  }
  return shown;
}

/** Null where there is no such picture: the model failed there. */
async function dataUri(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(() => null);
  const type = extname(path) === '.png' ? 'image/png' : 'image/jpeg';
  return bytes === null ? null : `data:${type};base64,${bytes.toString('base64')}`;
}
