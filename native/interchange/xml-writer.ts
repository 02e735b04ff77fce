/** An element to be written: text, or elements below it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text?: string;
}

/** Indented by two spaces; text stays as it is. What XML cannot hold at all has to be gone already. */
export function writeXml(node: XmlNode, indent = ''): string {
  const { name, attributes, children, text } = node;
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`);
  const tag = `${indent}<${name}${written.join('')}`;
  if (text !== undefined) return `${tag}>${escaped(text)}</${name}>\n`;
  if (children.length === 0) return `${tag}/>\n`;
  return `${tag}>\n${children.map((child) => writeXml(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
