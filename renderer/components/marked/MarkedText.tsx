import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MarkNode, markTree } from '../../../shared/lib/mark-tree.ts';
import type { TextMark } from '../../../shared/model/index.ts';
import { RichText } from '../RichText.tsx';
import styles from './MarkedText.module.css';

type Props = {
  text: string;
  marks: readonly TextMark[] | undefined;
  onOpen: (url: string) => void;
  /** Draws a picture that stands inside the text. */
  image?: ((mark: TextMark & { type: 'image' }) => ReactNode) | undefined;
};

/** A text with its formatting. Without any it is plain text with its addresses made into links. */
export function MarkedText({ text, marks, onOpen, image }: Props) {
  const tree = useMemo(() => (marks && marks.length > 0 ? markTree(text, marks) : undefined), [text, marks]);
  if (!tree) return <RichText text={text} onOpen={onOpen} />;
  return <Nodes nodes={tree} onOpen={onOpen} image={image} />;
}

type Drawn = { onOpen: Props['onOpen']; image: Props['image'] };

function Nodes({ nodes, ...rest }: { nodes: readonly MarkNode[] } & Drawn) {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
    <Fragment key={index}>
      {'text' in node ? (
        <RichText text={node.text} onOpen={rest.onOpen} />
      ) : (
        <Marked mark={node.mark} number={numberOf(nodes, index)} {...rest}>
          {node.mark.type === 'link' || node.mark.type === 'code' || node.mark.type === 'pre' ? (
            plain(node.children)
          ) : (
            <Nodes nodes={node.children} {...rest} />
          )}
        </Marked>
      )}
    </Fragment>
  ));
}

/** Place of a numbered line among those that follow each other. */
function numberOf(nodes: readonly MarkNode[], index: number): number {
  let count = 1;
  for (let before = index - 1; before >= 0; before -= 1) {
    const node = nodes[before];
    if (!node || 'text' in node || node.mark.type !== 'number') break;
    count += 1;
  }
  return count;
}

/** Inside a link or code an address is not a link of its own. */
function plain(nodes: readonly MarkNode[]): string {
  return nodes.map((node) => ('text' in node ? node.text : plain(node.children))).join('');
}

function Marked({ mark, number, onOpen, image, children }: { mark: TextMark; number: number; children: ReactNode } & Drawn) {
  switch (mark.type) {
    case 'bold':
      return <strong>{children}</strong>;
    case 'italic':
      return <em>{children}</em>;
    case 'underline':
      return <u>{children}</u>;
    case 'strike':
      return <s>{children}</s>;
    case 'code':
      return <code className={styles.code}>{children}</code>;
    case 'pre':
      return (
        <pre className={styles.pre} data-language={mark.language}>
          {children}
        </pre>
      );
    case 'quote':
      return <Quote collapsed={mark.collapsed === true}>{children}</Quote>;
    case 'bullet':
    case 'number':
      return (
        <span className={styles.line} data-mark={mark.type === 'number' ? `${number}.` : '•'}>
          {children}
        </span>
      );
    case 'spoiler':
      return <Spoiler>{children}</Spoiler>;
    case 'mention':
      return <span className={styles.mention}>{children}</span>;
    case 'image':
      return image ? image(mark) : null;
    case 'link':
      return (
        <a
          href={mark.url}
          title={mark.url}
          onClick={(event) => {
            event.preventDefault();
            onOpen(mark.url);
          }}
        >
          {children}
        </a>
      );
  }
}

function Quote({ collapsed, children }: { collapsed: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(!collapsed);
  return (
    <blockquote className={styles.quote} data-open={open || undefined}>
      <div>{children}</div>
      {collapsed && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'timeline.lessQuote' : 'timeline.moreQuote')}
        </button>
      )}
    </blockquote>
  );
}

/** Covered words, until somebody asks for them. */
function Spoiler({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (open) return <span className={styles.uncovered}>{children}</span>;
  return (
    <button type="button" className={styles.spoiler} aria-label={t('timeline.spoiler')} onClick={() => setOpen(true)}>
      <span aria-hidden>{children}</span>
    </button>
  );
}
