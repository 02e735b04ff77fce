import { useEffect, useState } from 'react';

/** The first of these places (`data-tour`) that is on screen, now and after every change of the page. `moved`: it may lie elsewhere now. */
export function useAnchor(names: readonly string[], moved: () => void): HTMLElement | null {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const look = () => {
      setAnchor(anchorOf(names));
      moved();
    };
    look();
    const changes = new MutationObserver(look);
    changes.observe(document.body, { childList: true, subtree: true });
    return () => changes.disconnect();
  }, [names, moved]);
  useEffect(() => {
    if (anchor === null) return;
    const sizes = new ResizeObserver(moved);
    sizes.observe(anchor);
    return () => sizes.disconnect();
  }, [anchor, moved]);
  return anchor;
}

function anchorOf(names: readonly string[]): HTMLElement | null {
  return names.map((name) => document.querySelector<HTMLElement>(`[data-tour="${name}"]`)).find((element) => element !== null) ?? null;
}
