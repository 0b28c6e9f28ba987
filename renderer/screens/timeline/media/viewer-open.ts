import { create } from 'zustand';
import type { AttachmentId } from '../../../../shared/model/index.ts';

/** Which picture or film of the timeline is shown large. */
export const useViewer = create<{ shown: AttachmentId | undefined; show: (id: AttachmentId | undefined) => void }>()((set) => ({
  shown: undefined,
  show: (shown) => set({ shown }),
}));
