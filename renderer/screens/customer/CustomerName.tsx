import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { fileUrl } from '../../bridge/desktop.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPencil } from '../../components/icons.ts';
import { useView } from '../../state/use-view.ts';
import { attempt } from '../feedback.tsx';
import { commandOf } from '../palette/controls.ts';
import styles from './CustomerName.module.css';

/** The name, changed in place. */
export function CustomerName() {
  const { t } = useTranslation();
  const view = useView('id', 'name', 'nameIsAddress', 'photo');
  const [editing, setEditing] = useState<string>();

  if (!view) return null;
  const { id } = view;

  function save(): void {
    const name = editing?.trim();
    setEditing(undefined);
    if (name && name !== view?.name) void attempt(call('customer.rename', { customerId: id, name }));
  }

  return (
    <div className={styles.head}>
      <Avatar
        id={view.id}
        name={view.name}
        size={40}
        photo={view.photo === undefined ? undefined : fileUrl(view.photo, 'image/jpeg')}
      />
      {editing === undefined ? (
        <>
          <h2 className={styles.name}>{view.name}</h2>
          <IconButton
            {...commandOf('customer.rename')}
            label={t('customer.rename')}
            onClick={() => setEditing(view.nameIsAddress ? '' : view.name)}
          >
            <IconPencil size={16} stroke={1.6} aria-hidden />
          </IconButton>
        </>
      ) : (
        <input
          className={styles.input}
          aria-label={t('customer.name')}
          value={editing}
          // biome-ignore lint/a11y/noAutofocus: it appears because the person asked to type here
          autoFocus
          onChange={(event) => setEditing(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.code === 'Enter' || event.code === 'NumpadEnter') save();
            if (event.code === 'Escape') {
              event.preventDefault();
              setEditing(undefined);
            }
          }}
        />
      )}
    </div>
  );
}
