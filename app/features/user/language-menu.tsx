import { Button, Menu } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { showToast } from '#app/components/toast.tsx';
import { languages } from '#server/shared/language.ts';
import { useChooseLanguage } from './use-choose-language.ts';
import './language-menu.css';

/** Each language in its own words, so that everyone finds theirs. */
export function LanguageMenu({ isSignedIn }: { isSignedIn: boolean }) {
  const { t } = useTranslation('user');
  const current = useLanguage();
  const choose = useChooseLanguage(isSignedIn);
  const errorText = useErrorText();
  return (
    <Menu width={184}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px={8}
          leftSection={<IconLanguage size={18} stroke={1.75} aria-hidden="true" />}
          className="t-language"
        >
          <span className="visually-hidden">{`${t('language.label')}: `}</span>
          <span className="t-language-name">{t(`language.${current}`)}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            role="menuitemradio"
            aria-checked={language === current}
            rightSection={language === current ? <IconCheck size={16} aria-hidden="true" /> : null}
            onClick={() => {
              choose(language).catch((error: unknown) =>
                showToast({ message: errorText(error), tone: 'failed' }),
              );
            }}
          >
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
