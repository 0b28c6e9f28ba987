import { type DragEvent, useState } from 'react';
import type { WritingView } from '../../state/writing-view.ts';
import { attachFiles, tellFolders } from './attach.ts';
import { sortDropped } from './dropped.ts';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** Files dropped anywhere on an open customer are attached to the reply. */
export function useFileDrop(view: WritingView | undefined) {
  const [over, setOver] = useState(false);
  return {
    over,
    onDragOver: (event: DragEvent) => {
      if (!view || !carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      const { relatedTarget, currentTarget } = event;
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
    },
    // Before the editor has it: what falls into the text goes no further, and it is over all the same. A folder would pass there for a file.
    onDropCapture: (event: DragEvent) => {
      setOver(false);
      if (!view) return;
      const { files, folders } = sortDropped(event.dataTransfer);
      if (folders.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      tellFolders(folders);
      if (files.length > 0) void attachFiles(view, files);
    },
    onDrop: (event: DragEvent) => {
      if (!view || !carriesFiles(event)) return;
      event.preventDefault();
      void attachFiles(view, [...event.dataTransfer.files]);
    },
  };
}
