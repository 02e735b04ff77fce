import { alpha, createTheme, type Theme } from '@mui/material/styles';
import { deDE, enUS } from '@mui/material/locale';
import { studioComponents } from './theme-components.ts';

export type ThemeName = 'dark' | 'light' | 'contrast';

/** Every colour of the studio. Amber is always the source, cyan always the result. */
interface Colours {
  readonly app: string;
  readonly panel: string;
  readonly raised: string;
  /** Wells: inputs, cards, tracks. */
  readonly field: string;
  /** Behind the picture. Dark in every theme: the picture is the brightest thing on screen. */
  readonly picture: string;
  readonly line: string;
  /** Borders that must be seen without hovering: inputs, handles. */
  readonly edge: string;
  readonly hover: string;
  readonly selected: string;
  readonly text: string;
  readonly dim: string;
  readonly faint: string;
  readonly source: string;
  readonly result: string;
  readonly onAccent: string;
  readonly ok: string;
  readonly warn: string;
  readonly error: string;
  readonly playhead: string;
  /** Flags of places: neither source nor result. */
  readonly marker: string;
  /** Lines of runs that are compared in one plot, the first as the result. */
  readonly curves: readonly [string, ...string[]];
}

const colours: Record<ThemeName, Colours> = {
  dark: {
    app: '#0e1014',
    panel: '#14171d',
    raised: '#1e232c',
    field: '#0e1014',
    picture: '#07080a',
    line: '#272c36',
    edge: '#3a414e',
    hover: '#1a1e26',
    selected: '#1d2530',
    text: '#e7e9ee',
    dim: '#a3abba',
    faint: '#868f9f',
    source: '#f0a458',
    result: '#46c2d6',
    onAccent: '#06262b',
    ok: '#6fcf97',
    warn: '#f2c94c',
    error: '#f28379',
    playhead: '#ffffff',
    marker: '#b59cf5',
    curves: ['#46c2d6', '#b59cf5', '#6fcf97', '#f08fb4', '#a3abba'],
  },
  light: {
    app: '#d9dce2',
    panel: '#f3f4f7',
    raised: '#ffffff',
    field: '#ffffff',
    picture: '#15171b',
    line: '#d0d4dc',
    edge: '#aab1be',
    hover: '#e9ecf1',
    selected: '#dcebf0',
    text: '#171a20',
    dim: '#4a5260',
    faint: '#586170',
    source: '#925006',
    result: '#0a6a7c',
    onAccent: '#ffffff',
    ok: '#1a6f40',
    warn: '#7d5800',
    error: '#b3261e',
    playhead: '#171a20',
    marker: '#6741c4',
    curves: ['#0a6a7c', '#6741c4', '#1a6f40', '#b0356b', '#4a5260'],
  },
  contrast: {
    app: '#000000',
    panel: '#000000',
    raised: '#0b0d10',
    field: '#000000',
    picture: '#000000',
    line: '#8b94a5',
    edge: '#d3d8e2',
    hover: '#1c2129',
    selected: '#0d3640',
    text: '#ffffff',
    dim: '#e6e9ef',
    faint: '#c6ccd8',
    source: '#ffb45e',
    result: '#5fe3f7',
    onAccent: '#000000',
    ok: '#7dffb3',
    warn: '#ffe066',
    error: '#ff9d94',
    playhead: '#ffffff',
    marker: '#cbb5ff',
    curves: ['#5fe3f7', '#cbb5ff', '#7dffb3', '#ff9fc6', '#ffffff'],
  },
};

/** Sizes in CSS pixels, all on the 4-pixel grid save hairlines and the 30-pixel control. */
const sizes = {
  control: 30,
  titleBar: 44,
  statusBar: 28,
  toolBar: 40,
  transport: 48,
  panelHeader: 36,
  handle: 6,
  radius: 6,
  cardRadius: 8,
  thumbWidth: 64,
  thumbHeight: 36,
  timelineLabel: 92,
} as const;

const fonts = {
  text: '"Inter Variable", Inter, system-ui, sans-serif',
  /** Time and numbers. */
  mono: '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace',
} as const;

declare module '@mui/material/styles' {
  interface Theme {
    /** Colours that MUI's palette has no place for. */
    readonly studio: Colours;
    /** For what lies over the picture, whose surround is dark in every theme. */
    readonly onPicture: Colours;
    readonly sizes: typeof sizes;
    readonly fonts: typeof fonts;
  }
  interface ThemeOptions {
    readonly studio?: Colours;
    readonly onPicture?: Colours;
    readonly sizes?: typeof sizes;
    readonly fonts?: typeof fonts;
  }
  interface Palette {
    /** Amber: what came in. */
    source: Palette['primary'];
    /** Cyan: what came out. Also the accent. */
    result: Palette['primary'];
  }
  interface PaletteOptions {
    source?: PaletteOptions['primary'];
    result?: PaletteOptions['primary'];
  }
  interface TypographyVariants {
    /** Panel headings: small capitals. */
    heading: React.CSSProperties;
    /** Time and numbers. */
    mono: React.CSSProperties;
  }
  interface TypographyVariantsOptions {
    heading?: React.CSSProperties;
    mono?: React.CSSProperties;
  }
}
declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    heading: true;
    mono: true;
  }
}

export function studioTheme(name: ThemeName, language: string): Theme {
  const c = colours[name];
  const accent = { main: c.result, contrastText: c.onAccent };
  return createTheme(
    {
      components: studioComponents,
      studio: c,
      onPicture: name === 'contrast' ? c : colours.dark,
      sizes,
      fonts,
      spacing: 4,
      shape: { borderRadius: sizes.radius },
      palette: {
        mode: name === 'light' ? 'light' : 'dark',
        primary: accent,
        result: accent,
        source: { main: c.source, contrastText: c.onAccent },
        success: { main: c.ok },
        warning: { main: c.warn },
        error: { main: c.error },
        text: { primary: c.text, secondary: c.dim, disabled: c.faint },
        background: { default: c.app, paper: c.panel },
        divider: c.line,
        action: { hover: c.hover, selected: c.selected, focus: alpha(c.result, 0.2) },
      },
      typography: {
        fontFamily: fonts.text,
        fontSize: 13,
        body1: { fontSize: 13, lineHeight: '20px' },
        body2: { fontSize: 12, lineHeight: '16px' },
        caption: { fontSize: 11, lineHeight: '16px' },
        subtitle2: { fontSize: 13, fontWeight: 600, lineHeight: '20px' },
        h1: { fontSize: 24, fontWeight: 600, lineHeight: '32px', letterSpacing: '-0.01em' },
        h2: { fontSize: 16, fontWeight: 600, lineHeight: '24px' },
        button: { fontSize: 13, fontWeight: 500, textTransform: 'none', lineHeight: '20px' },
        heading: {
          fontFamily: fonts.text,
          fontSize: 11,
          fontWeight: 600,
          lineHeight: '16px',
          letterSpacing: '0.06em',
          textTransform: 'uppercase',
          color: c.faint,
        },
        mono: { fontFamily: fonts.mono, fontSize: 12, lineHeight: '16px', fontFeatureSettings: '"zero"' },
      },
      transitions: {
        duration: { shortest: 80, shorter: 100, short: 120, standard: 140, complex: 160, enteringScreen: 140, leavingScreen: 100 },
      },
    },
    language === 'de' ? deDE : enUS,
  );
}
