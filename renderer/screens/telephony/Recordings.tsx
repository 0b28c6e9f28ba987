import type { Item } from '../../../shared/model/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconDownload } from '../../components/icons.ts';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { saveFile } from '../timeline/actions.ts';
import { VoicePlayer } from '../timeline/media/VoicePlayer.tsx';
import styles from './CallCard.module.css';

/** What was recorded of a call, once it is here: heard in place, and saved under the name the exchange gave it by whoever may. */
export function Recordings({ item }: { item: Item }) {
  const mayLeave = useApp((state) => state.workspace?.recordingsMayLeave === true);
  const here = item.attachments.flatMap(({ id, hash, mime, name, durationMs, state }) =>
    state === 'local' && hash !== undefined ? [{ id, hash, mime, name, durationMs }] : [],
  );
  if (here.length === 0) return null;
  const isMessage = item.call?.outcome === 'voicemail';
  return (
    <ul className={styles.recordings}>
      {here.map(({ id, hash, mime, name, durationMs }) => (
        <li key={id}>
          <VoicePlayer
            hash={hash}
            mime={mime}
            durationMs={durationMs ?? item.call?.talkMs}
            name=""
            label={(length) => t(isMessage ? 'telephony.recording.playMessage' : 'telephony.recording.play', { length })}
          />
          <IconButton
            label={
              mayLeave
                ? t(isMessage ? 'telephony.recording.saveMessage' : 'telephony.recording.save')
                : t('telephony.recording.kept')
            }
            disabled={!mayLeave}
            onClick={() => saveFile(hash, name)}
          >
            <IconDownload size={16} stroke={1.6} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
