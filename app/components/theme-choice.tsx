import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isTheme, themes } from '#server/shared/theme.ts';

/** Light, dark, or as the device has it; it is seen at once. */
export function ThemeChoice({ size }: { size: 'xs' | 'sm' }) {
  const { t } = useTranslation('common');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size={size}
      aria-label={t('theme.label')}
      value={colorScheme}
      onChange={(scheme) => {
        if (isTheme(scheme)) setColorScheme(scheme);
      }}
      data={themes.map((scheme) => ({ value: scheme, label: t(`theme.${scheme}`) }))}
    />
  );
}
