import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { IconX } from '../../components/icons.ts';
import { addressIn, cutAddresses, inQuotes, shownAddress } from './addresses.ts';
import panel from './Panel.module.css';
import styles from './Recipients.module.css';
import { type ListKeys, useListKeys } from './use-list-keys.ts';

type Known = { name: string; address: string };
type Props = {
  label: string;
  /** As typed, in order. */
  value: readonly string[];
  agents: readonly Agent[];
  autoFocus: boolean;
  onChange: (value: string[]) => void;
};

const shown = 6;
const empty: readonly Known[] = [];

/** Further recipients of a mail: known people are offered as one types; what is no address says so. */
export function Recipients({ label, value, agents, autoFocus, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState({ asked: '', people: empty });
  const keys = useRef<ListKeys | null>(null);
  const asked = typed.trim();
  // What was found before is offered as long as it is still what is typed: Enter is for that.
  const known = useMemo(
    () => (found.asked === asked ? found.people : found.people.filter((person) => fits(person, asked))),
    [found, asked],
  );

  useEffect(() => {
    let current = true;
    if (asked.length < 2) setFound({ asked, people: empty });
    else void findPeople(asked, agents).then((people) => current && setFound({ asked, people }));
    return () => {
      current = false;
    };
  }, [asked, agents]);

  function add(addresses: readonly string[]): void {
    setTyped('');
    setFound({ asked: '', people: empty });
    if (addresses.length > 0) onChange([...value, ...addresses.filter((one) => !value.includes(one))]);
  }
  const { at, choose } = useListKeys(
    {
      items: known,
      onPick: ({ name, address }) => add([name === '' ? address : `${name} <${address}>`]),
      onClose: () => setFound({ asked, people: empty }),
    },
    keys,
  );
  const wrong = value.filter((one) => addressIn(one) === undefined);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (known.length > 0 && keys.current?.(event.nativeEvent)) {
      event.stopPropagation();
      return;
    }
    const finished = event.code === 'Enter' || ((event.key === ',' || event.key === ';') && !inQuotes(asked));
    if (finished && asked !== '') {
      event.preventDefault();
      add(cutAddresses(asked));
    } else if (event.code === 'Backspace' && typed === '') onChange(value.slice(0, -1));
  }

  return (
    <div className={styles.row}>
      <span className={styles.label}>{label}</span>
      {value.map((one) => (
        <span key={one} className={styles.address} data-wrong={addressIn(one) === undefined || undefined} title={one}>
          <span>{shownAddress(one)}</span>
          <button
            type="button"
            aria-label={t('composer.removeRecipient', { name: one })}
            onClick={() => onChange(value.filter((each) => each !== one))}
          >
            <IconX size={12} stroke={2} aria-hidden />
          </button>
        </span>
      ))}
      <input
        type="text"
        aria-label={label}
        aria-invalid={wrong.length > 0}
        // biome-ignore lint/a11y/noAutofocus: the field was asked for
        autoFocus={autoFocus}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPaste={(event) => {
          const addresses = cutAddresses(event.clipboardData.getData('text/plain'));
          if (addresses.length < 2) return;
          event.preventDefault();
          add(addresses);
        }}
        onBlur={() => add(cutAddresses(asked))}
        onKeyDown={onKeyDown}
      />
      {known.length > 0 && (
        <div className={styles.known} role="listbox" aria-label={t('composer.knownPeople')}>
          {known.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are pressed in the field
            <div
              key={person.address}
              className={panel.option}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseMove={() => index !== at && choose(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => add([person.name === '' ? person.address : `${person.name} <${person.address}>`])}
            >
              <strong>{person.name || person.address}</strong>
              <span>{person.address}</span>
            </div>
          ))}
        </div>
      )}
      {wrong.map((one) => (
        <p key={one} className={styles.wrong}>
          {t('composer.noAddress', { typed: one })}
        </p>
      ))}
    </div>
  );
}

const fits = ({ name, address }: Known, asked: string): boolean =>
  asked !== '' && `${name} ${address}`.toLocaleLowerCase().includes(asked.toLocaleLowerCase());

async function findPeople(query: string, agents: readonly Agent[]): Promise<Known[]> {
  const typed = query.toLocaleLowerCase();
  const colleagues = agents.flatMap(({ name, email }) =>
    email !== undefined && `${name} ${email}`.toLocaleLowerCase().includes(typed) ? [{ name, address: email }] : [],
  );
  const found = await call('customer.find', { query, limit: shown }).catch(() => []);
  const customers = found.flatMap(({ name, addresses }) =>
    addresses.flatMap(({ shown: address }) =>
      addressIn(address) === undefined ? [] : [{ name: name === address ? '' : name, address }],
    ),
  );
  const all = new Map([...colleagues, ...customers].map((person) => [person.address.toLowerCase(), person]));
  return [...all.values()].slice(0, shown);
}
