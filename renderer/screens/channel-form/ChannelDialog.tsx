import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.tsx';
import { ChannelForm } from './ChannelForm.tsx';
import type { ChannelDraft } from './draft.ts';

export type OpenForm = { draft: ChannelDraft; editing: boolean };

/** The channel form as a dialog. It closes by its buttons, not by a press beside it, so that nothing typed is lost. */
export function ChannelDialog({ form, onClose }: { form: OpenForm | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  if (!form) return null;
  const { kind } = form.draft;
  return (
    <Dialog
      onClose={onClose}
      closeOnClickOutside={false}
      title={t(form.editing ? `channelForm.edit.${kind}` : `channelForm.add.${kind}`)}
      size={560}
    >
      <ChannelForm initial={form.draft} editing={form.editing} onDone={onClose} />
    </Dialog>
  );
}
