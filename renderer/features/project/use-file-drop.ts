import { useState } from 'react';
import { run } from '../../app/run-command.ts';
import { carriesFiles, droppedPaths } from './dropped-files.ts';
import { openPaths } from './open-paths.ts';

interface FileDrop {
  /** Files are held over it. */
  readonly over: boolean;
  readonly handlers: Required<Pick<React.DOMAttributes<HTMLElement>, 'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop'>>;
}

/** A place that files and folders can be dropped on: projects are opened, media are imported. */
export function useFileDrop(): FileDrop {
  const [over, setOver] = useState(false);
  const accept: React.DragEventHandler = (event) => {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    setOver(true);
  };
  return {
    over,
    handlers: {
      // Entering counts as well: another element may come under the pointer just before the files are let go.
      onDragEnter: accept,
      onDragOver: accept,
      onDragLeave: (event) => {
        const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!inside) setOver(false);
      },
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        const { dataTransfer } = event;
        run(async () => openPaths(await droppedPaths(dataTransfer)));
      },
    },
  };
}
