import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Delayed } from '../../../../components/Delayed.tsx';
import { t } from '../../../../i18n/words.ts';
import { openPdf, type Pdf } from './open-pdf.ts';
import styles from './Pdf.module.css';
import { PdfPages } from './PdfPages.tsx';
import { faultOf, type PdfFault } from './pdf-faults.ts';

type Props = { url: string; zoom: number; turned: number; onPage: (at: number, of: number) => void };

/** A PDF to be looked at, or why it cannot be. */
export function PdfView({ url, zoom, turned, onPage }: Props) {
  const [pdf, setPdf] = useState<Pdf>();
  const [fault, setFault] = useState<PdfFault>();
  const [password, setPassword] = useState<string>();

  useEffect(() => {
    let wanted = true;
    let opened: Pdf | undefined;
    setFault(undefined);
    openPdf(url, password).then(
      (found) => {
        if (!wanted) found.close();
        else {
          opened = found;
          setPdf(found);
        }
      },
      (error: unknown) => wanted && setFault(faultOf(error)),
    );
    return () => {
      wanted = false;
      opened?.close();
    };
  }, [url, password]);

  if (fault === 'password' || fault === 'wrong-password')
    return <Locked wrong={fault === 'wrong-password'} onOpen={setPassword} />;
  if (fault !== undefined)
    return (
      <div className={styles.fault} role="alert">
        <strong>{t(`viewer.pdf.${fault}`)}</strong>
        <p>{t('viewer.pdf.hint')}</p>
      </div>
    );
  if (!pdf)
    return (
      <Delayed>
        <p className={styles.fault}>{t('viewer.pdf.opening')}</p>
      </Delayed>
    );
  return (
    <PdfPages
      pdf={pdf}
      zoom={zoom}
      turned={turned}
      onPage={(at) => onPage(at, pdf.pages)}
      onStuck={(error) => {
        pdf.close();
        setFault(faultOf(error));
      }}
    />
  );
}

function Locked({ wrong, onOpen }: { wrong: boolean; onOpen: (password: string) => void }) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // It comes after the viewer has taken the focus, and again after each password that was wrong.
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles.fault}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') onOpen(typed);
      }}
    >
      <strong>{t('viewer.pdf.password')}</strong>
      <PasswordInput
        label={t('viewer.pdf.passwordField')}
        error={wrong ? t('viewer.pdf.wrong-password') : undefined}
        ref={field}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={typed === ''}>
        {t('action.open')}
      </Button>
    </form>
  );
}
