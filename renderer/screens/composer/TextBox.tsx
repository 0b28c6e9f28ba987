import { type RefObject, useMemo, useRef, useState } from 'react';
import type { TextMarkType } from '../../../shared/model/index.ts';
import type { Editor } from '../../editor/editor.ts';
import { FormatBar } from './FormatBar.tsx';
import { type Content, MarkedField, type Source } from './MarkedField.tsx';
import styles from './TextBox.module.css';

type Props = {
  label: string;
  placeholder: string;
  /** What it begins with; later ones are not looked at. */
  initial: Content;
  allowed: ReadonlySet<TextMarkType>;
  onChange: (content: Content) => void;
  onSubmit?: () => void;
  onFocus?: () => void;
  onBlur?: () => void;
  editor?: RefObject<Editor | null>;
};

/** A formatted text in a form: a canned reply, a signature. */
export function TextBox({ label, placeholder, initial, allowed, onChange, onSubmit, onFocus, onBlur, editor }: Props) {
  const own = useRef<Editor>(null);
  const field = editor ?? own;
  const active = useRef<(marks: Set<TextMarkType>) => void>(null);
  const [linking, setLinking] = useState(false);
  const [begun] = useState(initial);
  const source = useMemo((): Source => ({ read: () => begun, subscribe: () => () => undefined }), [begun]);
  return (
    <div className={styles.box}>
      <MarkedField
        name="text"
        label={label}
        placeholder={placeholder}
        wide
        source={source}
        editor={field}
        allowed={allowed}
        onChange={onChange}
        onSelected={(marks) => active.current?.(marks)}
        onSubmit={() => onSubmit?.()}
        onLeave={() => field.current?.view.dom.blur()}
        {...(onFocus ? { onFocus } : {})}
        {...(onBlur ? { onBlur } : {})}
      />
      <div className={styles.bar}>
        <FormatBar editor={field} allowed={allowed} active={active} linking={linking} onLinking={setLinking} />
      </div>
    </div>
  );
}
