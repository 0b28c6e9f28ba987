import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A field for a password or token, with a button that shows it. */
export function SecretInput(props: PasswordInputProps) {
  const { t } = useTranslation();
  return <PasswordInput autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('action.reveal') }} {...props} />;
}
