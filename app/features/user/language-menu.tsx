import { IconChevronDown, IconLanguage } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useLanguage } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { isLanguage, languages } from '#server/shared/language.ts';
import { useChooseLanguage } from './use-choose-language.ts';
import './language-menu.css';

/**
 * Each language in its own words, so that everyone finds theirs. The browser's own list: it works on
 * every device, and the sign-in page needs no menu for it.
 */
export function LanguageMenu({ isSignedIn }: { isSignedIn: boolean }) {
  const { t } = useTranslation('common');
  const id = useId();
  const current = useLanguage();
  const choose = useChooseLanguage(isSignedIn);
  const errorText = useErrorText();
  return (
    <div className="t-language">
      <label htmlFor={id} className="visually-hidden">
        {t('language.label')}
      </label>
      <IconLanguage size={18} stroke={1.75} aria-hidden="true" />
      <select
        id={id}
        value={current}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (!isLanguage(value)) return;
          choose(value).catch((error: unknown) =>
            showToast({ message: errorText(error), tone: 'failed' }),
          );
        }}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {t(`language.${language}`)}
          </option>
        ))}
      </select>
      <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
    </div>
  );
}
