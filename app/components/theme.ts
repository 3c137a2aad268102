import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { createTheme } from '@mantine/core';
import { palettes, surfaces } from './palette.ts';

/**
 * A quiet instrument: neutral surfaces and one accent. Green, amber and red are kept for meaning,
 * violet for what a colleague does. Every pair of text and ground here has a contrast of 4.5 or more.
 */
const font =
  "'Inter Variable', 'Inter Fallback', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

const motion = { duration: 150 } as const;
const field = { defaultProps: { size: 'sm' } };

export const theme = createTheme({
  fontFamily: font,
  fontFamilyMonospace:
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  headings: {
    fontFamily: font,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '2rem' },
      h2: { fontSize: '1.125rem', lineHeight: '1.625rem' },
      h3: { fontSize: '1rem', lineHeight: '1.5rem' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.375rem' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '999px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: palettes satisfies Record<string, MantineColorsTuple>,
  // By name and not by `extend`: what the first page does not show is not loaded with it.
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Badge: { styles: { root: { textTransform: 'none', fontWeight: 500, letterSpacing: 0 } } },
    Button: { styles: { root: { fontWeight: 500 } } },
    // With the corners of everything else a box of this size would be a circle.
    Checkbox: { defaultProps: { radius: 'xs' } },
    InputWrapper: {
      styles: {
        label: { marginBottom: 6 },
        description: { marginTop: 6 },
        error: { marginTop: 6, fontSize: 'var(--mantine-font-size-sm)' },
      },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        offset: 6,
        transitionProps: { transition: 'pop', ...motion },
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        size: 440,
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { transition: 'pop', ...motion },
      },
      styles: { title: { fontSize: '1.0625rem', fontWeight: 600, lineHeight: 1.35 } },
    },
    NumberInput: field,
    PasswordInput: field,
    Select: field,
    TextInput: field,
    Textarea: field,
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: surfaces.light,
  dark: surfaces.dark,
});
