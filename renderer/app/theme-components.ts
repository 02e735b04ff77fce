import type { Components, Theme } from '@mui/material/styles';

/**
 * Menus and dialogs come softly and go at once. While one fades, MUI lets it keep the keyboard where nothing had that before, take the
 * next Escape and lie over what is clicked: what a quick hand does meanwhile would be lost.
 */
const goesAtOnce = { slotProps: { transition: { exit: false } } };

/** How MUI's parts look here: 30-pixel controls, hairlines, no ripples, no shadows but on what floats. */
export const studioComponents: Components<Theme> = {
  MuiCssBaseline: {
    styleOverrides: (theme) => ({
      'html, body, #root': { height: '100%' },
      body: { backgroundColor: theme.studio.app, overflow: 'hidden', userSelect: 'none', WebkitFontSmoothing: 'antialiased' },
      '*': { scrollbarWidth: 'thin', scrollbarColor: `${theme.studio.edge} transparent` },
      '::selection': { backgroundColor: theme.studio.result, color: theme.studio.onAccent },
      'input, textarea, .selectable': { userSelect: 'text' },
      ':focus-visible': { outline: `2px solid ${theme.studio.result}`, outlineOffset: 1 },
      img: { display: 'block' },
      // The system's own colours take every fill away; what is chosen or under way must still be seen.
      '@media (forced-colors: active)': {
        '[aria-pressed=true], [aria-selected=true], .Mui-selected': { outline: '1px solid Highlight', outlineOffset: -1 },
        ':focus-visible': { outline: '3px solid Highlight' },
        '.MuiLinearProgress-bar': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
      },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '1ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '1ms !important',
        },
      },
    }),
  },
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { disableElevation: true, color: 'inherit' },
    styleOverrides: {
      root: ({ theme }) => ({
        height: theme.sizes.control,
        minWidth: 0,
        padding: theme.spacing(0, 3),
        whiteSpace: 'nowrap',
        '&[aria-disabled=true]': { cursor: 'default' },
      }),
      outlined: ({ theme }) => ({
        backgroundColor: theme.studio.raised,
        borderColor: theme.studio.line,
        '&:hover': { backgroundColor: theme.studio.hover, borderColor: theme.studio.edge },
        '&[aria-disabled=true]': { color: theme.studio.faint, backgroundColor: 'transparent', borderColor: theme.studio.line },
      }),
      contained: ({ theme }) => ({
        backgroundColor: theme.studio.result,
        color: theme.studio.onAccent,
        '&:hover': { backgroundColor: theme.studio.result, filter: 'brightness(1.08)' },
        '&[aria-disabled=true]': { color: theme.studio.faint, backgroundColor: theme.studio.raised, filter: 'none' },
      }),
      text: ({ theme }) => ({
        color: theme.studio.dim,
        '&:hover': { backgroundColor: theme.studio.hover, color: theme.studio.text },
        '&[aria-disabled=true]': { color: theme.studio.faint, backgroundColor: 'transparent' },
      }),
    },
  },
  MuiIconButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        width: theme.sizes.control,
        height: theme.sizes.control,
        padding: 0,
        borderRadius: theme.sizes.radius,
        color: theme.studio.dim,
        '&:hover': { backgroundColor: theme.studio.hover, color: theme.studio.text },
        '&[aria-disabled=true]': { color: theme.studio.faint, opacity: 0.6, cursor: 'default', backgroundColor: 'transparent' },
      }),
    },
  },
  MuiSvgIcon: { defaultProps: { fontSize: 'small' }, styleOverrides: { fontSizeSmall: { fontSize: 18 } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 500, enterNextDelay: 150, disableInteractive: true },
    styleOverrides: {
      tooltip: ({ theme }) => ({
        backgroundColor: theme.studio.raised,
        color: theme.studio.text,
        border: `1px solid ${theme.studio.edge}`,
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 400,
        padding: theme.spacing(1.5, 2),
        maxWidth: 320,
        boxShadow: '0 4px 16px rgb(0 0 0 / 35%)',
      }),
    },
  },
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: {
    defaultProps: goesAtOnce,
    styleOverrides: {
      // Room for a notice below the dialog.
      container: ({ theme }) => ({ paddingBottom: theme.spacing(8) }),
      paper: ({ theme }) => ({
        backgroundColor: theme.studio.panel,
        border: `1px solid ${theme.studio.edge}`,
        borderRadius: theme.sizes.cardRadius,
        boxShadow: '0 16px 48px rgb(0 0 0 / 50%)',
      }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: ({ theme }) => ({ ...theme.typography.h2, padding: theme.spacing(4, 5, 2) }) } },
  MuiDialogContent: { styleOverrides: { root: ({ theme }) => ({ padding: theme.spacing(0, 5, 4) }) } },
  MuiDialogActions: {
    styleOverrides: { root: ({ theme }) => ({ padding: theme.spacing(3, 5), borderTop: `1px solid ${theme.studio.line}` }) },
  },
  // Menus are popovers.
  MuiPopover: {
    defaultProps: goesAtOnce,
    styleOverrides: {
      paper: ({ theme }) => ({
        backgroundColor: theme.studio.panel,
        border: `1px solid ${theme.studio.edge}`,
        borderRadius: theme.sizes.cardRadius,
        boxShadow: '0 8px 32px rgb(0 0 0 / 45%)',
      }),
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: ({ theme }) => ({
        '&:hover, &.Mui-focusVisible': { backgroundColor: theme.studio.hover },
        '&.Mui-selected, &.Mui-selected:hover, &.Mui-selected.Mui-focusVisible': { backgroundColor: theme.studio.selected },
        minHeight: theme.sizes.control,
        fontSize: 13,
        paddingLeft: theme.spacing(3),
        paddingRight: theme.spacing(3),
      }),
    },
  },
  MuiListItemButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        '&:hover': { backgroundColor: theme.studio.hover },
        '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: theme.studio.selected },
      }),
    },
  },
  MuiList: { styleOverrides: { root: ({ theme }) => ({ paddingTop: theme.spacing(1), paddingBottom: theme.spacing(1) }) } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({
        height: theme.sizes.control,
        backgroundColor: theme.studio.field,
        fontSize: 13,
        '&.MuiInputBase-multiline': { height: 'auto', padding: theme.spacing(1.5, 2.5) },
        '&.MuiInputBase-multiline textarea': { padding: 0 },
        '& .MuiOutlinedInput-notchedOutline': { borderColor: theme.studio.line },
        '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: theme.studio.edge },
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: theme.studio.result, borderWidth: 1 },
      }),
      input: ({ theme }) => ({
        padding: theme.spacing(1, 2.5),
        height: 'auto',
        '&::placeholder': { color: theme.studio.faint, opacity: 1 },
      }),
    },
  },
  MuiSelect: { styleOverrides: { select: { minHeight: 'auto', lineHeight: '20px' } } },
  MuiSlider: {
    styleOverrides: {
      root: { height: 4, padding: '13px 0' },
      rail: ({ theme }) => ({ backgroundColor: theme.studio.edge, opacity: 1 }),
      thumb: ({ theme }) => ({
        width: 12,
        height: 12,
        backgroundColor: theme.palette.mode === 'light' ? theme.studio.result : '#ffffff',
        '&:hover, &.Mui-focusVisible': { boxShadow: `0 0 0 4px ${theme.studio.result}55` },
      }),
    },
  },
  MuiToggleButtonGroup: {
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: theme.studio.field,
        borderRadius: theme.sizes.radius,
        padding: 2,
        gap: 2,
        height: theme.sizes.control,
      }),
    },
  },
  MuiToggleButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        border: 0,
        borderRadius: '4px !important',
        margin: '0 !important',
        padding: theme.spacing(0, 2.75),
        fontSize: 12,
        color: theme.studio.dim,
        '&:hover': { backgroundColor: theme.studio.hover },
        '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: theme.studio.raised, color: theme.studio.text },
        ...(theme.studio.line === theme.studio.edge ? {} : { '&.Mui-selected': { boxShadow: `inset 0 0 0 1px ${theme.studio.line}` } }),
      }),
    },
  },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 }, indicator: ({ theme }) => ({ backgroundColor: theme.studio.result, height: 2 }) } },
  MuiTab: {
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 40,
        minWidth: 0,
        padding: theme.spacing(0, 3),
        color: theme.studio.dim,
        '&.Mui-selected': { color: theme.studio.text },
        '&.Mui-focusVisible': { outlineOffset: -2 },
      }),
    },
  },
  MuiLinearProgress: {
    styleOverrides: {
      root: ({ theme }) => ({ height: 4, borderRadius: 2, backgroundColor: theme.studio.line }),
      bar: { borderRadius: 2, transition: 'none' },
    },
  },
  MuiLink: { defaultProps: { underline: 'hover' } },
};
