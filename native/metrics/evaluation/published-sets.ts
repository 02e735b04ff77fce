type Form = 'pairs' | 'clip-folders' | 'clips';

interface PublishedSet {
  readonly name: string;
  readonly form: Form;
  /** By the names of its clips. */
  readonly isIt: (names: readonly string[]) => boolean;
}

const UDM10 = 'archpeople archwall auditorium band caffe camera clap lake photography polyflow'.split(' ');

/** The data sets of the paper's tables whose clips tell which they are. */
const published: readonly PublishedSet[] = [
  { name: 'REDS4', form: 'pairs', isIt: (names) => sameNames(names, ['000', '011', '015', '020']) },
  { name: 'UDM10', form: 'pairs', isIt: (names) => sameNames(names, UDM10) },
  { name: 'UDM10', form: 'clip-folders', isIt: (names) => sameNames(names, UDM10) },
  // Thirty clips, such as car05_001, hdclub_003_001 and hitachi_isee5_001.
  { name: 'SPMCS', form: 'clip-folders', isIt: (names) => names.length === 30 && names.every((name) => /_\d{3}$/.test(name)) },
  { name: 'SPMCS', form: 'pairs', isIt: (names) => names.length === 30 && names.every((name) => /_\d{3}$/.test(name)) },
  // Forty clips, sorted by what they show.
  { name: 'YouHQ40', form: 'pairs', isIt: (names) => names.length === 40 && names.every((name) => /^[a-z_ ]+\//i.test(name)) },
  { name: 'VideoLQ', form: 'clips', isIt: (names) => names.length === 50 && names.every((name) => /^0\d\d$/.test(name)) },
];

/** The name under which a set of clips was published; null for anybody's own. */
export function publishedAs({ form, names }: { readonly form: Form; readonly names: readonly string[] }): string | null {
  return published.find((set) => set.form === form && set.isIt(names))?.name ?? null;
}

function sameNames(names: readonly string[], expected: readonly string[]): boolean {
  return names.length === expected.length && [...names].sort().every((name, place) => name === expected[place]);
}
