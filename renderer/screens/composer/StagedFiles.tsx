import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '../../../shared/contract/api.ts';
import type { AttachmentKind } from '../../../shared/model/index.ts';
import { fileUrl } from '../../bridge/desktop.ts';
import {
  IconCheck,
  IconChevronDown,
  IconEyeOff,
  IconFile,
  IconMicrophone,
  IconMusic,
  IconVideo,
  IconX,
} from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { fileSize } from '../../i18n/size.ts';
import { fits, kindOf, mayCover, type Way, waysToSend } from './reply-limits.ts';
import styles from './StagedFiles.module.css';

type Props = {
  files: readonly StagedFile[];
  option: Way | undefined;
  onChange: (files: StagedFile[]) => void;
};

const icons: Partial<Record<AttachmentKind, typeof IconFile>> = { audio: IconMusic, voice: IconMicrophone, video: IconVideo };

/** Files that will go with the reply, in their order; dragged, or moved with Alt and the arrows. */
export function StagedFiles({ files, option, onChange }: Props) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<number>();

  function move(from: number, to: number): void {
    const file = files[from];
    if (!file || to < 0 || to >= files.length) return;
    onChange(files.toSpliced(from, 1).toSpliced(to, 0, file));
  }

  return (
    <ul className={styles.files} aria-label={t('composer.files')}>
      {files.map((file, index) => (
        <li
          key={`${file.hash} ${file.name} ${files.slice(0, index).filter((one) => sameFile(one, file)).length}`}
          className={styles.file}
          data-bad={!fits(file.size, option) || undefined}
          data-dragged={dragged === index || undefined}
          draggable={files.length > 1}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            setDragged(index);
          }}
          onDragOver={(event) => dragged !== undefined && event.preventDefault()}
          onDrop={(event) => {
            if (dragged === undefined) return;
            event.preventDefault();
            event.stopPropagation();
            move(dragged, index);
          }}
          onDragEnd={() => setDragged(undefined)}
          onKeyDown={(event) => {
            if (!event.altKey || (event.code !== 'ArrowLeft' && event.code !== 'ArrowRight')) return;
            event.preventDefault();
            move(index, index + (event.code === 'ArrowLeft' ? -1 : 1));
          }}
        >
          <OneFile
            file={file}
            option={option}
            onChange={(changed) => onChange(files.with(index, changed))}
            onRemove={() => onChange(files.toSpliced(index, 1))}
          />
        </li>
      ))}
    </ul>
  );
}

/** The same file may have been added twice. */
const sameFile = (a: StagedFile, b: StagedFile): boolean => a.hash === b.hash && a.name === b.name;

type OneProps = { file: StagedFile; option: Way | undefined; onChange: (file: StagedFile) => void; onRemove: () => void };

function OneFile({ file, option, onChange, onRemove }: OneProps) {
  const { t } = useTranslation();
  const capabilities = option?.capabilities;
  const limit = capabilities?.attachments?.maxBytes;
  const ways = waysToSend(file, capabilities);
  const kind = kindOf(file);
  const covers = mayCover(file, capabilities);
  const covered = covers && file.spoiler === true;
  const Icon = icons[kind] ?? IconFile;
  const about = fits(file.size, option)
    ? [
        fileSize(file.size),
        ...(ways.length > 1 ? [t(`composer.as.${kind}`)] : []),
        ...(covered ? [t('composer.covered')] : []),
      ].join(' · ')
    : `${fileSize(file.size)}, ${limit === undefined ? t('composer.noFiles') : t('composer.tooLargeNow', { limit: fileSize(limit) })}`;

  function sendAs(as: AttachmentKind): void {
    const { spoiler: _spoiler, ...rest } = file;
    onChange({ ...rest, as });
  }
  function cover(): void {
    const { spoiler: _spoiler, ...rest } = file;
    onChange(covered ? rest : { ...rest, spoiler: true });
  }
  return (
    <>
      <span className={styles.picture} data-covered={covered || undefined}>
        {file.mime.startsWith('image/') && !file.mime.includes('svg') ? (
          <img src={fileUrl(file.hash, file.mime)} alt="" />
        ) : (
          <Icon size={18} stroke={1.6} aria-hidden />
        )}
      </span>
      <span className={styles.words}>
        <span className={styles.name} title={file.name}>
          {file.name}
        </span>
        <span className={styles.about} title={about}>
          {about}
        </span>
      </span>
      {ways.length > 1 && (
        <Menu position="top-end">
          <Menu.Target>
            <button
              type="button"
              aria-label={t('composer.how', { name: file.name })}
              title={t('composer.how', { name: file.name })}
            >
              <IconChevronDown size={14} stroke={2} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <TakesKeyboard />
            {ways.map((way) => (
              <Menu.Item
                key={way}
                rightSection={way === kind ? <IconCheck size={14} stroke={2} aria-hidden /> : undefined}
                onClick={() => sendAs(way)}
              >
                {t(`composer.as.${way}`)}
              </Menu.Item>
            ))}
            {covers && (
              <>
                <Menu.Divider />
                <Menu.Item leftSection={<IconEyeOff size={14} stroke={1.8} aria-hidden />} onClick={cover}>
                  {covered ? t('composer.uncover') : t('composer.cover')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <button type="button" aria-label={t('composer.detach', { name: file.name })} onClick={onRemove}>
        <IconX size={14} stroke={2} aria-hidden />
      </button>
    </>
  );
}
