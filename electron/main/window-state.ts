import { readState } from './state-file.ts';

/** A rectangle of the desktop, in the system's own (scaled) pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window was; `bounds` are those it has when it is not maximised. */
export interface WindowState {
  readonly bounds: Rectangle;
  readonly maximised: boolean;
}

/** The smallest window the studio can be used in. */
export const minimumSize = { width: 960, height: 600 } as const;
const usualSize = { width: 1480, height: 920 } as const;
/** So much of a window's top must lie on a screen that one can take hold of it. */
const grip = { width: 160, height: 32 } as const;

/** Null on the first start, and when the file is damaged: then the usual place will do. */
export function readWindowState(path: string): WindowState | null {
  const saved = readState(path);
  return isWindowState(saved) ? { bounds: saved.bounds, maximised: saved.maximised } : null;
}

/**
 * The place for a new window: the saved one when it can be reached on today's screens (one may have been unplugged),
 * else the middle of the first. `screens` are their work areas, the primary one first.
 */
export function placeWindow(saved: WindowState | null, screens: readonly Rectangle[]): WindowState {
  const primary = screens[0] ?? { x: 0, y: 0, ...usualSize };
  if (saved !== null) {
    const screen = screens.find((area) => canBeGrasped(saved.bounds, area));
    if (screen !== undefined) return { bounds: fitted(saved.bounds, screen), maximised: saved.maximised };
  }
  const width = Math.min(saved?.bounds.width ?? usualSize.width, primary.width);
  const height = Math.min(saved?.bounds.height ?? usualSize.height, primary.height);
  const x = primary.x + Math.floor((primary.width - width) / 2);
  const y = primary.y + Math.floor((primary.height - height) / 2);
  return { bounds: { x, y, width, height }, maximised: saved?.maximised ?? false };
}

function canBeGrasped(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const topIsInside = bounds.y >= area.y && bounds.y + grip.height <= area.y + area.height;
  return width >= grip.width && topIsInside;
}

function fitted(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(minimumSize.width, Math.min(bounds.width, area.width));
  const height = Math.max(minimumSize.height, Math.min(bounds.height, area.height));
  return { x: bounds.x, y: bounds.y, width, height };
}

export function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('maximised' in value)) return false;
  const { bounds, maximised } = value;
  if (typeof bounds !== 'object' || bounds === null || typeof maximised !== 'boolean') return false;
  return ['x', 'y', 'width', 'height'].every((key) => Number.isInteger((bounds as Record<string, unknown>)[key]));
}
