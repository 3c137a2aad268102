import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#app/i18n/format.ts';
import type { Language } from '#server/shared/language.ts';
import { languages } from '#server/shared/language.ts';
import type { PaletteItem } from './palette-item.ts';

const schemes = ['light', 'dark', 'auto'] as const;
const schemeIcons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

/** What holds for the reader alone: how it looks, and the language. */
export function useSettings(onLanguage: (language: Language) => void): PaletteItem[] {
  const { t } = useTranslation(['palette', 'user', 'common']);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const spoken = useLanguage();
  const section = 'settings' as const;
  const looks = schemes
    .filter((scheme) => scheme !== colorScheme)
    .map((scheme) => ({
      id: `theme-${scheme}`,
      label: t('theme', { theme: t(`common:theme.${scheme}`) }),
      section,
      icon: schemeIcons[scheme],
      run: () => setColorScheme(scheme),
    }));
  const tongues = languages
    .filter((language) => language !== spoken)
    .map((language) => ({
      id: `language-${language}`,
      label: t('language', { language: t(`common:language.${language}`) }),
      section,
      icon: IconLanguage,
      run: () => onLanguage(language),
    }));
  return [...looks, ...tongues];
}
