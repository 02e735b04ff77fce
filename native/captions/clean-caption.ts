import { shortened } from '../util/shortened.ts';
import { plainText } from './plain-text.ts';

/** Several times what a text encoder reads (77 tokens, about 300 characters), and short enough to be read over. */
const MAX_CAPTION_CHARS = 500;

/**
 * A model's answer as a prompt: without its thinking, without Markdown, introductions and quotation marks, on one line, cut after a
 * sentence where it is too long. Empty where nothing was said.
 */
export function cleanCaption(answer: string): string {
  const lines = withoutThinking(answer)
    .replace(/```\w*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^\s*(#{1,6}|[-*•>]|\d+[.)])\s+/, ''));
  const plain = plainText(lines.join(' '))
    .replace(/\*\*|__|`/g, '')
    .replace(/^(here(?: is|'s)[^:.]{0,60}|(?:caption|description|prompt|answer))\s*:\s*/i, '');
  return cut(unquoted(plain.trim()));
}

/** What reasoning models write before they answer; one that has not ended yet is all thinking. */
function withoutThinking(text: string): string {
  return text.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi, '').replace(/^[\s\S]*<\/think(?:ing)?>/i, '');
}

function unquoted(text: string): string {
  const inner = /^(?:"(?<a>[^"]*)"|“(?<b>[^”]*)”|'(?<c>[^']*)')$/u.exec(text)?.groups;
  return (inner?.['a'] ?? inner?.['b'] ?? inner?.['c'] ?? text).trim();
}

function cut(text: string): string {
  if (text.length <= MAX_CAPTION_CHARS) return text;
  const head = text.slice(0, MAX_CAPTION_CHARS + 1);
  const sentence = Math.max(...['. ', '! ', '? '].map((end) => head.lastIndexOf(end)));
  if (sentence > MAX_CAPTION_CHARS / 2) return head.slice(0, sentence + 1);
  const word = head.lastIndexOf(' ');
  return shortened(head, word > 0 ? word : MAX_CAPTION_CHARS).replace(/[\s,;:]+$/, '');
}
