import { pathToFileURL } from 'node:url';

/** `file:///films/a%20b.mov` */
export function urlOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/**
 * The path in a reference of an edit list, which may be of another system: `file://localhost/D%3a/media/a.mov` is
 * `D:/media/a.mov`. What is no file URL is a path already; null for http and the like.
 */
export function pathOfUrl(reference: string): string | null {
  const text = reference.trim();
  if (text === '') return null;
  const file = /^file:(.*)$/is.exec(text);
  if (file === null) return /^[a-z][a-z0-9+.-]+:\/\//i.test(text) ? null : text;
  const [, host = '', rest = ''] = /^\/\/([^/]*)(.*)$/s.exec(file[1] ?? '') ?? ['', '', file[1] ?? ''];
  const path = decoded(rest);
  if (host !== '' && host.toLowerCase() !== 'localhost') return `//${host}${path}`;
  return /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
}

/** The last name of a path of any system. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

/** Some programs write names unescaped; a stray % is then just a %. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
