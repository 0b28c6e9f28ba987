import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const iris: MantineColorsTuple = [
  '#f3f3fd',
  '#ececfb',
  '#dedef8',
  '#c3c3f1',
  '#a5a5f5',
  '#8e8ef0',
  '#5b5bd6',
  '#4c4cc4',
  '#4141a8',
  '#34348a',
];

/** Mantine in DESIGN’s measures; colours come from tokens.css through {@link variables}. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: 6,
  colors: { iris },
  fontFamily: 'var(--font)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '18px', md: '18px', lg: '20px', xl: '24px' },
  headings: { fontWeight: '600' },
  defaultRadius: 6,
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    Modal: {
      defaultProps: {
        centered: true,
        padding: 20,
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.35 },
      },
      styles: { title: { fontWeight: 600 } },
    },
    // The first line of a menu has the keyboard; the nameless element that would have it is no part of a menu.
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    // What a field is for stands below it: fields beside each other begin at one height.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    TextInput: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-primary-color-filled': 'var(--accent-fill)',
  '--mantine-primary-color-filled-hover': 'var(--accent-fill-hover)',
  '--mantine-primary-color-light': 'var(--tint)',
  '--mantine-primary-color-light-hover': 'var(--tint-strong)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-color-iris-filled': 'var(--accent-fill)',
  '--mantine-color-iris-filled-hover': 'var(--accent-fill-hover)',
  '--mantine-color-iris-light': 'var(--tint)',
  '--mantine-color-iris-light-hover': 'var(--tint-strong)',
  '--mantine-color-iris-light-color': 'var(--accent-text)',
  // White reads on it in both themes (5.6:1).
  '--mantine-color-red-filled': '#c62a2f',
  '--mantine-color-red-filled-hover': '#b02429',
  '--mantine-shadow-md': 'var(--shadow)',
  '--mantine-shadow-xl': 'var(--shadow)',
};

/** In the dark Mantine takes fields, menus, panels and toasts from greys of its own, which stand warm and light beside ours. */
const dark = {
  ...shared,
  '--mantine-color-dark-4': 'var(--line-strong)',
  '--mantine-color-dark-5': 'var(--hover)',
  '--mantine-color-dark-6': 'var(--raised)',
  '--mantine-color-dark-7': 'var(--bg)',
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark });
