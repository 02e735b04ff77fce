/** better-sqlite3 13 is built for this version of Node-API; loading it into an older one ends the process. */
const NEEDED_NODE_API = 10;

export interface ProjectRuntime {
  readonly usable: boolean;
  /** Why not, and what to do; null when usable. */
  readonly reason: string | null;
}

/** Whether this process can open projects. Asked before anything loads the database: see `NEEDED_NODE_API`. */
export function projectsUsable(
  versions: Readonly<Record<string, string | undefined>> & { readonly node: string } = process.versions,
): ProjectRuntime {
  const nodeApi = Number(versions['napi'] ?? 0);
  if (nodeApi >= NEEDED_NODE_API) return { usable: true, reason: null };
  const electron = versions['electron'];
  const runtime = electron === undefined ? `Node ${versions.node}` : `Electron ${electron}`;
  const remedy =
    electron === undefined ? 'Use Node 22.14 or newer' : 'Use Electron 36 or newer, or attach the window to `interweave serve`';
  return {
    usable: false,
    reason: `Projects cannot be opened here: ${runtime} offers Node-API ${nodeApi}, and the project database needs ${NEEDED_NODE_API}. ${remedy}.`,
  };
}
