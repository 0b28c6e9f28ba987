import type { DragEvent } from 'react';
import type { Attachment } from '../../../../shared/model/index.ts';
import { desktop } from '../../../bridge/desktop.ts';

/** What makes an attachment that is here draggable into other programs, and back into a reply. */
export function dragOut({ state, hash, name }: Pick<Attachment, 'state' | 'hash' | 'name'>) {
  if (state !== 'local' || hash === undefined) return {};
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      // The system's own drag takes the place of the page's.
      event.preventDefault();
      desktop.dragFile(hash, name);
    },
  };
}
