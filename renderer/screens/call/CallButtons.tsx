import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../../../shared/contract/softphone.ts';
import {
  IconDialpad,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPlayerPause,
  IconPlayerPlay,
} from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useApp } from '../../state/store.ts';
import { CallButton } from './CallButton.tsx';
import styles from './CallDock.module.css';
import { Keypad } from './Keypad.tsx';
import { TransferForm } from './TransferForm.tsx';
import { callKeys } from './words.ts';

/** What can be done with the call one talks on. */
export function CallButtons({ call }: { call: PhoneCall }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'keypad' | 'transfer'>();
  const phoneDo = useApp((state) => state.phoneDo);
  const { id, muted, state } = call;
  const held = state === 'held';
  const calling = state === 'calling';
  const toggle = (which: 'keypad' | 'transfer') => (opened: boolean) => setOpen(opened ? which : undefined);
  return (
    <div className={styles.buttons} role="toolbar" aria-label={t('phone.actions')}>
      <CallButton
        label={t('phone.mute')}
        keys={callKeys.mute}
        pressed={muted}
        disabled={calling}
        onClick={() => phoneDo({ do: 'mute', id, on: !muted })}
      >
        {muted ? <IconMicrophoneOff size={18} aria-hidden /> : <IconMicrophone size={18} aria-hidden />}
      </CallButton>
      <CallButton
        label={t('phone.hold')}
        keys={callKeys.hold}
        pressed={held}
        disabled={calling}
        onClick={() => phoneDo({ do: 'hold', id, on: !held })}
      >
        {held ? <IconPlayerPlay size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />}
      </CallButton>
      <Popover opened={open === 'transfer'} onChange={toggle('transfer')} position="top" width={280} trapFocus returnFocus>
        <Popover.Target>
          <CallButton
            label={t('phone.transfer')}
            expanded={open === 'transfer'}
            disabled={calling || call.transferring}
            onClick={() => toggle('transfer')(open !== 'transfer')}
          >
            <IconPhoneOutgoing size={18} aria-hidden />
          </CallButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('phone.transfer')}>
          <TakesKeyboard />
          <TransferForm callId={id} onDone={() => setOpen(undefined)} />
        </Popover.Dropdown>
      </Popover>
      <Popover opened={open === 'keypad'} onChange={toggle('keypad')} position="top" trapFocus returnFocus>
        <Popover.Target>
          <CallButton
            label={t('phone.keypad')}
            expanded={open === 'keypad'}
            disabled={calling}
            onClick={() => toggle('keypad')(open !== 'keypad')}
          >
            <IconDialpad size={18} aria-hidden />
          </CallButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('phone.keypad')}>
          <TakesKeyboard />
          <Keypad onKey={(key) => phoneDo({ do: 'key', id, key })} />
        </Popover.Dropdown>
      </Popover>
      <CallButton label={t('phone.hangUp')} keys={callKeys.hangUp} look="end" onClick={() => phoneDo({ do: 'hangUp', id })}>
        <IconPhoneOff size={18} aria-hidden />
      </CallButton>
    </div>
  );
}
