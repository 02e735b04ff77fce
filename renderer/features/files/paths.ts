/** Paths of the engine's machine, which may be of another system than the window's. */

export const projectExtension = '.interweave';

function separatorOf(path: string): string {
  return path.includes('\\') && !path.startsWith('/') ? '\\' : '/';
}

export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

/** The folder a file lies in. */
export function folderOf(path: string): string {
  const separator = separatorOf(path);
  const cut = path.lastIndexOf(separator);
  if (cut < 0) return path;
  return path.slice(0, cut) || separator;
}

export function joinPath(folder: string, name: string): string {
  const separator = separatorOf(folder);
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

export function stem(path: string): string {
  const name = baseName(path);
  return name.replace(/\.[^.]+$/, '') || name;
}

export function isProjectPath(path: string): boolean {
  return path.toLowerCase().endsWith(projectExtension);
}

/** A name typed by the user as a file name: no separators, with the extension once. */
export function projectFileName(name: string): string {
  return fileNameWith(name, projectExtension);
}

export function fileNameWith(name: string, extension: string): string {
  const safe = name
    .trim()
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^\.+/, '');
  return safe.toLowerCase().endsWith(extension) ? safe : safe + extension;
}
