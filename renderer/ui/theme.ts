import { createTheme } from '@mui/material/styles';
import type {} from '@mui/material/themeCssVarsAugmentation';

const rem = (px: number): string => `${px / 16}rem`;

const fontFamily = '"Inter Variable","Inter","Source Sans 3",system-ui,sans-serif';

/** Colours Material computes with, so they cannot be `var()`. Equal to `tokens.css`, which `theme.test.ts` checks. */
export const lightColours = {
  bg: '#F7F7F5',
  surface: '#FFFFFF',
  hover: '#F4F5F4',
  selected: '#E8F1F0',
  ink: '#1B1F24',
  'ink-2': '#59626E',
  'ink-3': '#616A75',
  line: '#E3E5E8',
  accent: '#0B6E6E',
  'accent-hover': '#095C5C',
  'on-accent': '#FFFFFF',
  danger: '#A3261B',
  warn: '#855000',
  ok: '#2F6B3F',
} as const;

/** The dark column of the same tokens. */
export const darkColours = {
  bg: '#15181C',
  surface: '#1C2026',
  hover: '#232830',
  selected: '#1B302F',
  ink: '#E8EAED',
  'ink-2': '#A8B0BA',
  'ink-3': '#939CA7',
  line: '#2C323A',
  accent: '#5CC2BF',
  'accent-hover': '#7AD0CD',
  'on-accent': '#0C1717',
  danger: '#FF9C8C',
  warn: '#EBB866',
  ok: '#88C997',
} as const;

function palette(colours: Record<keyof typeof lightColours, string>) {
  return {
    primary: { main: colours.accent, dark: colours['accent-hover'], contrastText: colours['on-accent'] },
    error: { main: colours.danger },
    warning: { main: colours.warn },
    success: { main: colours.ok },
    text: { primary: colours.ink, secondary: colours['ink-2'], disabled: colours['ink-3'] },
    background: { default: colours.bg, paper: colours.surface },
    divider: colours.line,
    action: { hover: colours.hover, selected: colours.selected },
  };
}

const focusRing = { '&.Mui-focusVisible': { boxShadow: 'var(--focus)' } };
const floating = {
  boxShadow: 'var(--float)',
  border: '1px solid var(--line-2)',
  borderRadius: 'var(--r)',
  backgroundImage: 'none',
  backgroundColor: 'var(--surface)',
};

/** Material's theme: our tokens, no ripple, no elevation, no transition. Anything Material does not know is a CSS token. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: palette(lightColours) }, dark: { palette: palette(darkColours) } },
  typography: {
    fontFamily,
    fontSize: 13.5,
    h1: { fontSize: rem(16), lineHeight: rem(22), fontWeight: 600 },
    h2: { fontSize: rem(13), lineHeight: rem(18), fontWeight: 600 },
    body1: { fontSize: rem(13.5), lineHeight: rem(20) },
    body2: { fontSize: rem(12), lineHeight: rem(16) },
    caption: { fontSize: rem(11), lineHeight: rem(14), fontWeight: 500 },
    button: { fontSize: rem(13), lineHeight: rem(18), fontWeight: 500, textTransform: 'none', letterSpacing: 0 },
  },
  shape: { borderRadius: 6 },
  spacing: (factor: number) => rem(8 * factor),
  shadows: Array.from({ length: 25 }, () => 'none') as never,
  transitions: { create: () => 'none' },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true }, styleOverrides: { root: focusRing } },
    MuiPaper: { defaultProps: { variant: 'outlined', elevation: 0 } },
    MuiMenu: {
      defaultProps: { transitionDuration: 0, elevation: 0 },
      styleOverrides: { paper: floating, list: { padding: `${rem(4)} 0` } },
    },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          '&&': { minHeight: rem(30) },
          padding: `0 ${rem(12)}`,
          gap: rem(8),
          fontSize: rem(13),
          '&.Mui-focusVisible': { backgroundColor: 'var(--selected)', boxShadow: 'inset 3px 0 0 var(--accent)' },
        },
      },
    },
    MuiPopover: { defaultProps: { transitionDuration: 0 }, styleOverrides: { paper: floating } },
    MuiAutocomplete: {
      styleOverrides: {
        paper: floating,
        option: { minHeight: rem(30), fontSize: rem(13) },
        inputRoot: { padding: `0 ${rem(8)}` },
      },
    },
    MuiBackdrop: { styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: 'rgba(20, 24, 28, .32)' } } } },
    MuiDialog: { defaultProps: { transitionDuration: 0 }, styleOverrides: { paper: { ...floating, width: rem(480) } } },
    MuiDialogTitle: { styleOverrides: { root: { font: 'var(--t-title)', padding: `${rem(16)} ${rem(20)} ${rem(4)}` } } },
    MuiDialogContent: { styleOverrides: { root: { padding: `${rem(8)} ${rem(20)}` } } },
    MuiDialogActions: { styleOverrides: { root: { padding: `${rem(12)} ${rem(20)} ${rem(16)}`, gap: rem(8) } } },
    MuiDrawer: { defaultProps: { transitionDuration: 0 } },
    MuiTooltip: {
      defaultProps: { enterDelay: 400, slotProps: { transition: { timeout: 0 } } },
      styleOverrides: {
        tooltip: {
          font: 'var(--t-meta)',
          color: 'var(--bg)',
          backgroundColor: 'var(--ink)',
          borderRadius: 'var(--r-s)',
          padding: `${rem(4)} ${rem(8)}`,
        },
      },
    },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          height: rem(30),
          fontSize: rem(13.5),
          backgroundColor: 'var(--surface)',
          '&.MuiInputBase-multiline': { height: 'auto', padding: `${rem(5)} ${rem(8)}` },
          '&.Mui-focused': { boxShadow: 'var(--focus)' },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 1 },
        },
        input: { padding: `0 ${rem(8)}` },
        notchedOutline: { borderColor: 'var(--line-control)' },
      },
    },
  },
});
