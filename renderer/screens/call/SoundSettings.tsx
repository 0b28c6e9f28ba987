import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneDevice, PhoneDevices, PhoneState } from '../../../shared/contract/softphone.ts';
import { Choice } from '../../components/Choice.tsx';
import { useApp } from '../../state/store.ts';
import { LevelMeter } from './LevelMeter.tsx';
import styles from './PhonePanel.module.css';

/** What one speaks and hears with; each can be tried before a customer does. The microphone is heard only while this is open. */
export function SoundSettings({ phone }: { phone: PhoneState }) {
  const { t } = useTranslation();
  const sound = useApp((state) => state.phoneSound);
  const setSound = useApp((state) => state.setPhoneSound);
  const phoneDo = useApp((state) => state.phoneDo);
  const { microphones, speakers, missing, headset, test } = phone;
  useEffect(() => {
    phoneDo({ do: 'listen', on: true });
    return () => phoneDo({ do: 'listen', on: false });
  }, [phoneDo]);
  const named = (label?: string): string => label || t('phone.sound.unnamed');
  const options = (which: keyof PhoneDevices, devices: readonly PhoneDevice[]) => [
    { value: '', label: t('phone.sound.system') },
    ...devices.map(({ id, label }) => ({ value: id, label: named(label) })),
    ...(missing.includes(which)
      ? [{ value: sound[which], label: t('phone.sound.missing', { device: named(sound.names[which]) }) }]
      : []),
  ];
  const choose = (which: keyof PhoneDevices, devices: readonly PhoneDevice[]) => (id: string) => {
    // Chosen again while it is not plugged in, it keeps the name that it had.
    const label = devices.find((device) => device.id === id)?.label ?? sound.names[which] ?? '';
    setSound({ [which]: id, names: { ...sound.names, [which]: label } });
  };
  const devices = [
    ['microphone', microphones],
    ['speaker', speakers],
    ['ringer', speakers],
  ] as const;
  return (
    <div className={styles.sound}>
      {devices.map(([which, of]) => (
        <div key={which} className={styles.line}>
          <span>{t(`phone.sound.${which}`)}</span>
          <Choice
            look="field"
            label={t(`phone.sound.${which}`)}
            value={missing.includes(which) || of.some(({ id }) => id === sound[which]) ? sound[which] : ''}
            options={options(which, of)}
            onChoose={choose(which, of)}
          />
          {which === 'microphone' && <LevelMeter />}
        </div>
      ))}
      <div className={styles.line}>
        <span>{t('phone.sound.volume')}</span>
        <input
          type="range"
          className={styles.range}
          aria-label={t('phone.sound.volume')}
          min={0}
          max={1}
          step={0.05}
          value={sound.ringVolume}
          onChange={(event) => setSound({ ringVolume: Number(event.target.value) })}
        />
      </div>
      <div className={styles.tests}>
        <Button size="compact-sm" variant="default" disabled={test !== 'listening'} onClick={() => phoneDo({ do: 'echo' })}>
          {t(test === 'recording' || test === 'playing' ? `phone.sound.${test}` : 'phone.sound.echo')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => phoneDo({ do: 'ring' })}>
          {t('phone.sound.ring')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => phoneDo({ do: 'headset' })}>
          {headset === undefined ? t('phone.sound.headset') : t('phone.sound.headsetOn', { name: headset })}
        </Button>
      </div>
      <p className={styles.hint}>{t('phone.sound.hint')}</p>
    </div>
  );
}
