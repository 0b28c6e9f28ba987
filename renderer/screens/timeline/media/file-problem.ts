import { t } from '../../../i18n/words.ts';

const known = ['file-not-given', 'file-not-stored', 'file-of-its-receiver', 'file-of-the-unseen'] as const;

/** Why a file is not here: in our words where the reason is ours, in those of its provider otherwise. */
export function fileProblem(error: string | undefined): string | undefined {
  const ours = known.find((code) => code === error);
  return ours === undefined ? error : t(`file.problem.${ours}`);
}
