import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.tsx';
import { ChannelForm } from './ChannelForm.tsx';
import type { ChannelDraft } from './draft.ts';

export type OpenForm = { draft: ChannelDraft; editing: boolean };

/** The channel form as a dialog. It closes by its buttons, not by a press beside it, so that nothing typed is lost. */
export function ChannelDialog({ form, onClose }: { form: OpenForm | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  if (!form) return null;
  const titles = form.editing
    ? { email: t('channelForm.editEmail'), telegram: t('channelForm.editTelegram') }
    : { email: t('channelForm.addEmail'), telegram: t('channelForm.addTelegram') };
  return (
    <Dialog onClose={onClose} closeOnClickOutside={false} title={titles[form.draft.kind]} size={560}>
      <ChannelForm initial={form.draft} editing={form.editing} onDone={onClose} />
    </Dialog>
  );
}
