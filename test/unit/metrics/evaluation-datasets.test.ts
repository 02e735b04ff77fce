import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../native/contract/index.ts';
import { findDatasets } from '../../../native/metrics/evaluation/dataset.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

/** Nothing is read of a file while the layout is found. */
async function lay(...paths: readonly string[]): Promise<string> {
  const root = join(folder.path, 'my set');
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '');
  }
  await mkdir(root, { recursive: true });
  return root;
}

async function found(...paths: readonly string[]): Promise<readonly string[]> {
  const root = await lay(...paths);
  const shown = (path: string | null): string => (path === null ? 'nothing' : path.slice(root.length + 1));
  return (await findDatasets(root)).map(
    ({ title, clips }) =>
      `${title}: ${clips.map(({ name, sourcePath, truthPath }) => `${name} = ${shown(sourcePath)} of ${shown(truthPath)}`).join('; ')}`,
  );
}

async function refusal(...paths: readonly string[]): Promise<string> {
  const error: unknown = await findDatasets(await lay(...paths)).catch((reason: unknown) => reason);
  return error instanceof AppError ? `${error.code}: ${error.message}` : String(error);
}

const frames = (folder: string): readonly string[] => [`${folder}/00000000.png`, `${folder}/00000001.png`];

describe('the layout of a data set', () => {
  it('is REDS4: folders of frames, four clips, the damaged ones a folder deeper', async () => {
    const clips = ['000', '011', '015', '020'];

    expect(await found(...clips.flatMap((clip) => [...frames(`GT/${clip}`), ...frames(`sharp_bicubic/X4/${clip}`)]))).toEqual([
      `REDS4: ${clips.map((clip) => `${clip} = sharp_bicubic/X4/${clip} of GT/${clip}`).join('; ')}`,
    ]);
  });

  it('is UDM10, of which two kinds of damage are two sets', async () => {
    const clips = 'archpeople archwall auditorium band caffe camera clap lake photography polyflow'.split(' ');

    const sets = await found(...clips.flatMap((clip) => ['GT', 'BIx4', 'BDx4'].flatMap((kind) => frames(`${kind}/${clip}`))));

    expect(sets.map((set) => set.split(':')[0])).toEqual(['UDM10 (BDx4)', 'UDM10 (BIx4)']);
  });

  it('is SPMCS: truth and input4 within each clip, and no other input', async () => {
    const clips = Array.from({ length: 30 }, (_, index) => `car05_${String(index + 1).padStart(3, '0')}`);
    const [set] = await found(
      ...clips.flatMap((clip) => [...frames(`${clip}/truth`), ...frames(`${clip}/input2`), ...frames(`${clip}/input4`)]),
    );

    expect(set).toMatch(/^SPMCS: car05_001 = car05_001\/input4 of car05_001\/truth; /);
  });

  it('is YouHQ40: clips sorted by what they show', async () => {
    const clips = Array.from({ length: 40 }, (_, index) => `${index % 2 === 0 ? 'animal' : 'street_view'}/clip${index}.mp4`);
    const [set] = await found(...clips.flatMap((clip) => [`GT/${clip}`, `LQ/${clip}`]));

    expect(set).toMatch(/^YouHQ40: animal\/clip0 = LQ\/animal\/clip0.mp4 of GT\/animal\/clip0.mp4; /);
  });

  it('is VideoLQ: clips alone, without a reference', async () => {
    const clips = Array.from({ length: 50 }, (_, index) => String(index).padStart(3, '0'));

    expect((await found(...clips.flatMap((clip) => frames(`Input/${clip}`))))[0]).toMatch(/^VideoLQ: 000 = Input\/000 of nothing; 001 =/);
  });

  it('is any pair of folders: files and folders of frames go together by name', async () => {
    expect(await found('HR/one.mkv', ...frames('HR/two'), 'LQ/one.mp4', 'LQ/two.mp4', 'notes.txt')).toEqual([
      'my set: one = LQ/one.mp4 of HR/one.mkv; two = LQ/two.mp4 of HR/two',
    ]);
  });

  it('is clips alone where no folder has the name of a role', async () => {
    expect(await found('a.mp4', 'b.mov', 'read me.txt')).toEqual(['my set: a = a.mp4 of nothing; b = b.mov of nothing']);
  });
});

describe('a folder that is no data set', () => {
  it('is refused when it is empty, and told what one looks like', async () => {
    expect(await refusal()).toMatch(/^bad-input: .*my set holds no clips\. A data set is a folder GT beside a folder LQ/);
    expect(await refusal('notes.txt')).toMatch(/holds no clips/);
  });

  it('is refused when it is not there', async () => {
    const error: unknown = await findDatasets(join(folder.path, 'nowhere')).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'media-missing' });
  });

  it('is refused when clips lack a partner, by name and side', async () => {
    expect(await refusal('GT/a.mp4', 'GT/b.mp4', 'LQ/b.mp4', 'LQ/c.mp4')).toMatch(
      /^bad-input: .*do not pair up: GT lacks c; LQ lacks a\. Give both folders the same names/,
    );
  });

  it('is refused when a clip lacks one of its two folders', async () => {
    expect(await refusal(...frames('one/truth'), ...frames('one/input4'), ...frames('two/truth'))).toMatch(/do not pair up: two lack/);
  });

  it('is refused when there is nothing beside the true clips', async () => {
    expect(await refusal('GT/a.mp4')).toMatch(/no damaged clips beside GT/);
  });

  it('is refused when nothing says which of two folders is the true one', async () => {
    expect(await refusal('LQ/a.mp4', 'other/a.mp4')).toMatch(/If that is the true clips, name it GT/);
    expect(await refusal('GT/a.mp4', 'HR/a.mp4', 'LQ/a.mp4')).toMatch(/several folders of true clips: GT, HR/);
  });
});
