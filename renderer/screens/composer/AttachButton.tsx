import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPaperclip } from '../../components/icons.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { commandOf } from '../palette/controls.ts';
import { attachFiles } from './attach.ts';

/** Chooses files that go beside what is being written. */
export function AttachButton({ view, disabled }: { view: WritingView; disabled: boolean }) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void attachFiles(view, [...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <IconButton
        {...commandOf('composer.attach')}
        label={t('composer.attach')}
        disabled={disabled}
        onClick={() => picker.current?.click()}
      >
        <IconPaperclip size={18} stroke={1.6} aria-hidden />
      </IconButton>
    </>
  );
}
