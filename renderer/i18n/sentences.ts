/** English sentence with `{0}`, `{1}` ... where values go, in that order; the same in another language, in any order. */
export type SentenceTable = Readonly<Record<string, string>>;

interface Pattern {
  /** What stands around the values: one more than there are values. */
  readonly parts: readonly [string, ...string[]];
  readonly translation: string;
}

interface Found {
  readonly text: string;
  /** Letters that a pattern itself says: the reading that knows most of them is taken. */
  readonly known: number;
}

const remembered = 500;
/** Of letters inside of a value: two sentences are not one and a long value. */
const nestedShare = 0.9;

/**
 * Translates finished sentences: finds the pattern that one was made of, takes its values out and puts them into the translation. Values
 * that are sentences or names of the tables are translated too, and so is each of several sentences. Null: not known.
 */
export function createSentences(tables: readonly SentenceTable[]): (text: string) => string | null {
  const entries = tables.flatMap((table) => Object.entries(table));
  const whole = new Map(entries.filter(([english]) => !english.includes('{0}')));
  const patterns = entries
    .filter(([english]) => english.includes('{0}'))
    .map(([english, translation]): Pattern => {
      const [first = '', ...rest] = english.split(/\{\d\}/);
      return { parts: [first, ...rest], translation };
    })
    // What says most itself is meant, where several fit.
    .sort((a, b) => b.parts.join('').length - a.parts.join('').length);
  const known = new Map<string, string | null>();

  const one = (text: string): Found | null => {
    const exact = whole.get(text);
    if (exact !== undefined) return { text: exact, known: text.length };
    for (const { parts, translation } of patterns) {
      const values = valuesBetween(text, parts);
      if (values === null) continue;
      const found = values.map(valueFound);
      return {
        text: translation.replaceAll(/\{(\d)\}/g, (_, index: string) => found[Number(index)]?.text ?? ''),
        known: parts.join('').length + found.reduce((sum, { known }) => sum + nestedShare * known, 0),
      };
    }
    return null;
  };
  const valueFound = (value: string): Found => {
    const words = value.trim();
    const found = words === '' ? null : several(words);
    return found === null ? { text: value, known: 0 } : { text: value.replace(words, () => found.text), known: found.known };
  };
  const several = (text: string): Found | null => {
    let best: Found | null = null;
    for (const end of sentenceEnds(text)) {
      const first = one(text.slice(0, end));
      if (first === null) continue;
      const rest = text.slice(end).trim();
      const others = rest === '' ? null : several(rest);
      const known = first.known + (others?.known ?? 0);
      if (best === null || known > best.known) best = { text: [first.text, others?.text ?? rest].join(' ').trim(), known };
    }
    return best;
  };

  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    // Stages count frames: what was asked for long ago will not be asked for again.
    if (known.size >= remembered) known.clear();
    const found = text === '' ? null : (several(text)?.text ?? null);
    known.set(text, found);
    return found;
  };
}

/** Where sentences of a text may end, the whole text first. */
function sentenceEnds(text: string): readonly number[] {
  const inside = [...text.matchAll(/[.!?:"] /g)].map(({ index }) => index + 1);
  return [text.length, ...inside.reverse()];
}

/** Null: the text does not read like this. */
function valuesBetween(text: string, [first, ...others]: Pattern['parts']): readonly string[] | null {
  const last = others.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return null;
  const values: string[] = [];
  let at = first.length;
  for (const part of others.slice(0, -1)) {
    const next = text.indexOf(part, at);
    if (next < 0) return null;
    values.push(text.slice(at, next));
    at = next + part.length;
  }
  const end = text.length - last.length;
  if (end < at) return null;
  return [...values, text.slice(at, end)];
}
