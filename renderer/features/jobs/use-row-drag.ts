import { useRef, useState } from 'react';

interface RowDrag<Id extends string> {
  /** The row that is being dragged, and the gap it would go into, counted from 0 above the first row. */
  readonly drag: { readonly id: Id; readonly gap: number } | null;
  /** For the list; its rows that can be dragged carry `data-row`. */
  readonly listRef: React.RefObject<HTMLUListElement | null>;
  readonly grip: (id: Id) => {
    readonly onPointerDown: (event: React.PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: React.PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onLostPointerCapture: () => void;
  };
  readonly stop: () => void;
}

/** Drags a row of a list to another gap. `onDrop` gets the row that it goes before; null: the end. */
export function useRowDrag<Id extends string>(ids: readonly Id[], onDrop: (id: Id, before: Id | null) => void): RowDrag<Id> {
  const [drag, setDrag] = useState<RowDrag<Id>['drag']>(null);
  const listRef = useRef<HTMLUListElement>(null);
  const stop = () => setDrag(null);

  const gapAt = (y: number): number => {
    const rows = [...(listRef.current?.querySelectorAll('[data-row]') ?? [])].map((row) => row.getBoundingClientRect());
    const below = rows.findIndex((row) => y < row.top + row.height / 2);
    return below < 0 ? rows.length : below;
  };

  return {
    drag,
    listRef,
    stop,
    grip: (id) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ id, gap: ids.indexOf(id) });
      },
      onPointerMove: ({ clientY }) => {
        if (drag !== null) setDrag({ ...drag, gap: gapAt(clientY) });
      },
      onPointerUp: () => {
        if (drag === null) return;
        stop();
        const from = ids.indexOf(drag.id);
        if (drag.gap !== from && drag.gap !== from + 1) onDrop(drag.id, ids[drag.gap] ?? null);
      },
      onPointerCancel: stop,
      onLostPointerCapture: stop,
    }),
  };
}
