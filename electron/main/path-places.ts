import { extname } from 'node:path';

/** As much of a window as decides what it may be handed. */
export interface WindowContents {
  readonly id: number;
  /** The project file that it shows or was told to open; null: the start screen. */
  readonly project: string | null;
  /** What was handed to it and it has not asked for yet. */
  readonly waiting: readonly string[];
}

export type PathPlace =
  /** Shown there already: that window comes to the front. */
  | { readonly type: 'focus'; readonly id: number }
  | { readonly type: 'hand'; readonly id: number; readonly paths: readonly string[] }
  | { readonly type: 'new-window'; readonly paths: readonly string[] };

/**
 * Where files from outside go (a second start, a file manager, the icon). `windows` has the front one first. A project goes to the window
 * that shows it, else to an empty one, else to a new one: never in place of another project. Clips go to an empty window, else into the
 * project in front.
 */
export function placesOf(paths: readonly string[], windows: readonly WindowContents[]): readonly PathPlace[] {
  const places: PathPlace[] = [];
  const empty = windows.filter(({ project, waiting }) => project === null && waiting.length === 0).map(({ id }) => id);
  const clips = paths.filter((path) => !isProject(path));
  for (const path of new Set(paths.filter(isProject))) {
    const shown = windows.find(({ project }) => project === path);
    const free = shown === undefined ? empty.shift() : undefined;
    if (shown !== undefined) places.push({ type: 'focus', id: shown.id });
    else if (free !== undefined) places.push({ type: 'hand', id: free, paths: [path] });
    else places.push({ type: 'new-window', paths: [path] });
  }
  const target = empty.shift() ?? windows[0]?.id;
  if (clips.length > 0)
    places.push(target === undefined ? { type: 'new-window', paths: clips } : { type: 'hand', id: target, paths: clips });
  return places;
}

export function isProject(path: string): boolean {
  return extname(path).toLowerCase() === '.interweave';
}
