import { useTranslation } from 'react-i18next';
import { isLanguage } from '#server/shared/language.ts';
import en from '#locales/en/later.json';
import ru from '#locales/ru/later.json';
import uk from '#locales/uk/later.json';

const words = { uk, en, ru };

/**
 * Words that few pages say: they come with what says them and not with every page's first load. Few
 * enough to come in all languages at once.
 */
export function useLaterWords() {
  const { i18n } = useTranslation();
  const { language } = i18n;
  if (isLanguage(language) && !i18n.hasResourceBundle(language, 'later')) {
    i18n.addResourceBundle(language, 'later', words[language]);
  }
  return useTranslation('later');
}
