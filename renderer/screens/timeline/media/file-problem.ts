import { overBotLimit } from '../../../../shared/model/index.ts';
import { t } from '../../../i18n/words.ts';

const known = ['file-not-given', 'file-not-stored', 'file-of-its-receiver', 'file-of-the-unseen', overBotLimit] as const;

/** Why a file is not here, in our words; undefined where the reason is its provider's. */
export function ourFileProblem(error: string | undefined): string | undefined {
  const ours = known.find((code) => code === error);
  return ours && t(`file.problem.${ours}`);
}

/** The same, in the provider's words where the reason is theirs: for whoever looks closer. */
export const fileProblem = (error: string | undefined): string | undefined => ourFileProblem(error) ?? error;
