import { useCallback, useState } from 'react';

/** Size of an element in CSS pixels, kept up as it changes; zero until it is laid out. Give `ref` to the element. */
export function useElementSize(): {
  readonly ref: (element: Element | null) => (() => void) | undefined;
  readonly width: number;
  readonly height: number;
} {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, ...size };
}
