import { exact, moment, short, when } from '../i18n/time.ts';
import { useNow } from './use-now.ts';

const forms = { short, when, moment };

/** A moment in words, exact on hover. Moves by itself as time passes. */
export function Time({
  at,
  form = 'short',
  className,
}: {
  at: number;
  form?: keyof typeof forms;
  className?: string | undefined;
}) {
  const now = useNow();
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={exact(at)}>
      {forms[form](at, now)}
    </time>
  );
}
