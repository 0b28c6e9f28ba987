import { Button, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconPlus, IconTrash } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import styles from './ChannelForm.module.css';
import { emptySeat, type SeatDraft } from './seats.ts';

type Props = {
  seats: readonly SeatDraft[];
  error: (field: string) => string | undefined;
  onChange: (seats: SeatDraft[]) => void;
};

/** Who sits at which extension: a line each. Agents of the workspace are offered, by the address they are known by. */
export function SeatFields({ seats, error, onChange }: Props) {
  const { t } = useTranslation();
  const known = useId();
  const agents = useApp((state) => state.workspace?.agents) ?? [];
  const set = (at: number, change: Partial<SeatDraft>) =>
    onChange(seats.map((seat, index) => (index === at ? { ...seat, ...change } : seat)));
  return (
    <fieldset className={styles.seats}>
      <legend>{t('channelForm.seats')}</legend>
      <p className={styles.hint}>{t('channelForm.seatsHint')}</p>
      <datalist id={known}>
        {agents.map(({ id, name, email }) => (
          <option key={id} value={email ?? name}>
            {name}
          </option>
        ))}
      </datalist>
      {seats.map((seat, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the table, and has no other name while it is typed
        <div key={index} className={styles.seat}>
          <TextInput
            aria-label={t('channelForm.seatExtension', { line: index + 1 })}
            placeholder={t('channelForm.extension')}
            value={seat.extension}
            error={error(`seat${index}`)}
            onChange={(event) => set(index, { extension: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('channelForm.seatAgent', { line: index + 1 })}
            placeholder={t('channelForm.agent')}
            list={known}
            autoComplete="off"
            value={seat.agent}
            onChange={(event) => set(index, { agent: event.currentTarget.value })}
          />
          <IconButton
            label={t('channelForm.seatRemove', { extension: seat.extension || index + 1 })}
            onClick={() => onChange(seats.filter((_, other) => other !== index))}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} stroke={2} />}
          onClick={() => onChange([...seats, emptySeat])}
        >
          {t('channelForm.seatAdd')}
        </Button>
      </div>
    </fieldset>
  );
}
