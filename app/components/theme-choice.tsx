import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const schemes = ['light', 'dark', 'auto'] as const;

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
      onChange={(value) => {
        const scheme = schemes.find((one) => one === value);
        if (scheme !== undefined) setColorScheme(scheme);
      }}
      data={schemes.map((scheme) => ({ value: scheme, label: t(`theme.${scheme}`) }))}
    />
  );
}
