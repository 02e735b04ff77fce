import { SaxesParser } from 'saxes';
import { AppError } from '../contract/index.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
  /** Where its tag ends, from 1. */
  readonly line: number;
}

/** Deeper than any edit; walks over the tree call themselves once a level. */
const MAX_DEPTH = 200;

type Growing = Omit<XmlElement, 'children' | 'text'> & { readonly children: Growing[]; text: string };

/** The root element. 'bad-input' naming the line when the text is no well-formed XML. Entities are XML's own five and numbers: none expand. */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser();
  const open: Growing[] = [];
  const roots: Growing[] = [];
  const refuse = (line: number, reason: string): never => {
    throw new AppError('bad-input', `The XML is broken in line ${line}: ${reason}. Export it again.`);
  };
  parser.on('error', ({ message }) => {
    const [, line = '1', reason = message] = /^(?:undefined:)?(\d+):\d+: (.*)$/s.exec(message) ?? [];
    refuse(Number(line), reason.replace(/\.$/, ''));
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= MAX_DEPTH) refuse(parser.line, `it is nested deeper than ${MAX_DEPTH} elements`);
    const element: Growing = { name, attributes, children: [], text: '', line: parser.line };
    (open.at(-1)?.children ?? roots).push(element);
    open.push(element);
  });
  const onText = (part: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => void open.pop());
  parser.write(text.replace(/^\uFEFF/, '')).close();
  return roots[0] ?? refuse(1, 'there is no element in it');
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}
