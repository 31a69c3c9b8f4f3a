import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Mantine in the measure of the design: sizes here, every colour from design/tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '4px', md: '8px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: { centered: true, padding: 'lg', radius: 'md', transitionProps: { duration: 160 } },
    },
    Drawer: { defaultProps: { padding: 'lg', transitionProps: { duration: 160 } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 600 } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
  },
});

/** What stands for one of Mantine's colours: text of that colour, its soft ground, its filled ground. */
function shades(name: string, ink: string, soft: string, filled = ink, filledHover = filled) {
  return {
    [`--mantine-color-${name}-text`]: `var(--${ink})`,
    [`--mantine-color-${name}-filled`]: `var(--${filled})`,
    [`--mantine-color-${name}-filled-hover`]: `var(--${filledHover})`,
    [`--mantine-color-${name}-light`]: `var(--${soft})`,
    [`--mantine-color-${name}-light-hover`]: `var(--${soft})`,
    [`--mantine-color-${name}-light-color`]: `var(--${ink})`,
    [`--mantine-color-${name}-outline`]: `var(--${ink})`,
    [`--mantine-color-${name}-outline-hover`]: `var(--${soft})`,
  };
}

const colours = {
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-success': 'var(--good)',
  '--mantine-color-default': 'var(--bg)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'var(--border)',
  '--mantine-primary-color-contrast': '#ffffff',
  ...shades('blue', 'accent', 'soft-accent', 'fill', 'fill-hover'),
  ...shades('green', 'good', 'soft-good'),
  ...shades('yellow', 'warn', 'soft-warn'),
  ...shades('red', 'bad', 'soft-bad'),
  ...shades('gray', 'text', 'sunken', 'muted'),
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-line-height': '20px',
    '--mantine-shadow-md': 'var(--shadow-floating)',
    '--mantine-shadow-xl': 'var(--shadow-floating)',
  },
  light: colours,
  dark: colours,
});
