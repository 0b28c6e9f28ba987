import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CannedLanguage, CannedReply } from '../../../shared/contract/api.ts';
import { type ConversationStatus, conversationStatuses } from '../../../shared/model/index.ts';
import { asCallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import type { Editor } from '../../editor/editor.ts';
import { useApp } from '../../state/store.ts';
import { replyMarks } from '../composer/formatting.ts';
import type { Content } from '../composer/MarkedField.tsx';
import { TextBox } from '../composer/TextBox.tsx';
import { type Variable, variables } from '../composer/variables.ts';
import { showError } from '../feedback.tsx';
import styles from './CannedDialog.module.css';

export type CannedDraft = {
  id?: string;
  title: string;
  shortcut: string;
  texts: Record<CannedLanguage, Content>;
  status: ConversationStatus | '';
  addTags: string[];
};

const variableNames = {
  '{customer.name}': 'customer',
  '{agent.name}': 'agent',
  '{channel.name}': 'channel',
  '{date}': 'date',
} as const satisfies Record<Variable, string>;

const nothing: Content = { text: '', marks: [] };
export const newCanned: CannedDraft = { title: '', shortcut: '', texts: { ru: nothing, en: nothing }, status: '', addTags: [] };

export function draftOfCanned({ id, title, shortcut = '', variants, sequel }: CannedReply): CannedDraft {
  const content = (language: CannedLanguage): Content => ({ ...nothing, ...variants[language] });
  return {
    id,
    title,
    shortcut,
    texts: { ru: content('ru'), en: content('en') },
    status: sequel?.status ?? '',
    addTags: sequel?.addTags ?? [],
  };
}

/** What is kept of the form: languages without a word are left out. */
export function cannedOf(draft: CannedDraft): Omit<CannedReply, 'id' | 'updatedAt'> & { id?: string } {
  const variants: CannedReply['variants'] = {};
  for (const language of languages) {
    const { text, marks } = draft.texts[language];
    if (text.trim() !== '') variants[language] = { text, ...(marks.length === 0 ? {} : { marks }) };
  }
  const { addTags, status } = draft;
  const sequel = { ...(status === '' ? {} : { status }), ...(addTags.length === 0 ? {} : { addTags }) };
  return {
    title: draft.title.trim(),
    variants,
    ...(draft.id === undefined ? {} : { id: draft.id }),
    ...(draft.shortcut === '' ? {} : { shortcut: draft.shortcut }),
    ...(status === '' && addTags.length === 0 ? {} : { sequel }),
  };
}

const languages: readonly CannedLanguage[] = ['ru', 'en'];

/** One canned reply: its name, its text in one language or both, and what happens when it is sent. */
export function CannedDialog({ initial, onClose }: { initial: CannedDraft; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(initial);
  const tags = useApp((state) => state.workspace?.tags) ?? [];
  const [taken, setTaken] = useState<string>();
  const editors = { ru: useRef<Editor>(null), en: useRef<Editor>(null) };
  const last = useRef<CannedLanguage>('ru');
  const shortcut = draft.shortcut.replace(/^\//, '');
  const wrong = shortcut !== '' && !/^[\p{L}\p{N}_-]{1,40}$/u.test(shortcut);
  const ready = draft.title.trim() !== '' && !wrong && languages.some((language) => draft.texts[language].text.trim() !== '');

  function toggleTag(id: string): void {
    const { addTags } = draft;
    setDraft({ ...draft, addTags: addTags.includes(id) ? addTags.filter((one) => one !== id) : [...addTags, id] });
  }

  async function save(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    if (!ready) return;
    try {
      await call('canned.save', { canned: cannedOf({ ...draft, shortcut }) });
      onClose();
    } catch (caught) {
      const error = asCallError(caught);
      const title = error.details?.title;
      if (error.code === 'conflict' && typeof title === 'string') setTaken(title);
      else showError(caught, t('canned.failed'));
    }
  }

  return (
    <Dialog
      title={t(draft.id === undefined ? 'canned.add' : 'canned.edit')}
      size={620}
      closeOnClickOutside={false}
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <div className={styles.two}>
          <label className={styles.field}>
            <span>{t('canned.title')}</span>
            <input
              type="text"
              data-autofocus
              value={draft.title}
              onChange={(event) => setDraft({ ...draft, title: event.target.value })}
            />
          </label>
          <label className={styles.field}>
            <span>{t('canned.shortcut')}</span>
            <input
              type="text"
              value={draft.shortcut}
              aria-invalid={wrong || taken !== undefined}
              onChange={(event) => {
                setTaken(undefined);
                setDraft({ ...draft, shortcut: event.target.value.trim() });
              }}
            />
            <p data-wrong={wrong || taken !== undefined || undefined}>
              {taken === undefined
                ? t(wrong ? 'canned.shortcutWrong' : 'canned.shortcutHint')
                : t('canned.shortcutTaken', { title: taken })}
            </p>
          </label>
        </div>
        {languages.map((language) => {
          const label = t('canned.text', { language: t(`canned.languageWord.${language}`) });
          return (
            <div key={language} className={styles.field}>
              <span>{label}</span>
              <TextBox
                label={label}
                placeholder=""
                initial={initial.texts[language]}
                allowed={replyMarks}
                editor={editors[language]}
                onChange={(content) => setDraft((now) => ({ ...now, texts: { ...now.texts, [language]: content } }))}
                onSubmit={() => void save()}
                onFocus={() => {
                  last.current = language;
                }}
              />
            </div>
          );
        })}
        <div className={styles.field}>
          <span>{t('canned.variables')}</span>
          <div className={styles.variables}>
            {variables.map((variable) => (
              <button
                key={variable}
                type="button"
                onMouseDown={(event) => event.preventDefault()}
                title={variable}
                onClick={() => editors[last.current].current?.insert({ text: variable, marks: [] })}
              >
                {t(`canned.variable.${variableNames[variable]}`)}
              </button>
            ))}
          </div>
        </div>
        <div className={styles.field}>
          <span>{t('canned.afterwards')}</span>
          <Choice
            look="field"
            label={t('canned.afterwards')}
            value={draft.status}
            options={[
              { value: '', label: t('canned.leaveStatus') },
              ...conversationStatuses
                .filter((status) => status !== 'snoozed')
                .map((status) => ({
                  value: status,
                  label: t('canned.setStatus', { status: t(`conversation.statusWord.${status}`) }),
                })),
            ]}
            onChoose={(value) => setDraft({ ...draft, status: conversationStatuses.find((status) => status === value) ?? '' })}
          />
        </div>
        {tags.length > 0 && (
          <div className={styles.field}>
            <span>{t('canned.addTags')}</span>
            <div className={styles.variables}>
              {tags.map(({ id, name }) => (
                <button key={id} type="button" aria-pressed={draft.addTags.includes(id)} onClick={() => toggleTag(id)}>
                  {name}
                </button>
              ))}
            </div>
          </div>
        )}
        <div className={styles.foot}>
          <p>{ready ? '' : t('canned.needsText')}</p>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!ready}>
            {t('canned.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
