/** What an edit decision list has no field for goes into comments that name it. Other systems carry them along unread. */
const labels = { name: 'SEGMENT', prompt: 'PROMPT', negativePrompt: 'NEGATIVE PROMPT' } as const;
type Field = keyof typeof labels;
export type CutText = Readonly<Record<Field, string>>;

/** Older readers keep no more of a line. */
const MAX_LINE = 200;

/** `* COMMENT: PROMPT: rain on a window`; long ones go on in lines that say `PROMPT+`. */
export function commentLines(text: CutText): string[] {
  return (Object.keys(labels) as Field[]).flatMap((field) =>
    pieces(text[field]).map((piece, index) => `* COMMENT: ${labels[field]}${index === 0 ? ':' : '+'} ${piece}`),
  );
}

/** The text in the comments of one event, put together again. `comments`: what follows `* COMMENT:`. */
export function textOfComments(comments: readonly string[]): CutText {
  const found: Record<Field, string[]> = { name: [], prompt: [], negativePrompt: [] };
  for (const comment of comments) {
    const match = /^(SEGMENT|NEGATIVE PROMPT|PROMPT)([:+])\s*(.*)$/.exec(comment);
    const field = (Object.keys(labels) as Field[]).find((each) => labels[each] === match?.[1]);
    if (field !== undefined) found[field].push(match?.[3]?.trim() ?? '');
  }
  const joined = (parts: readonly string[]): string => (parts.length === 1 ? unquoted(parts[0] ?? '') : parts.join(' '));
  return { name: joined(found.name), prompt: joined(found.prompt), negativePrompt: joined(found.negativePrompt) };
}

/** Plain where a line of plain text says the same, else one JSON string: line breaks, and spaces at the ends, survive. */
function pieces(text: string): string[] {
  if (text === '') return [];
  const isPlain = text === text.trim() && !text.startsWith('"') && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);
  return isPlain
    ? wrapped(text)
    : [JSON.stringify(text).replace(/[\u2028\u2029\u0085]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)];
}

/** Broken at single spaces, which joining puts back. A piece never looks like a JSON string by itself. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S) (?=\S)/)) {
    if (line !== '' && line.length + 1 + word.length > MAX_LINE) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
