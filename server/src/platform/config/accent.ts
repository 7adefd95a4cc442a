import { ConfigError } from './config-error.ts';

/** The accent colour in the light and the dark theme, each with the text colour to put on it. All are `#rrggbb`. */
export interface Accent {
  readonly light: string;
  readonly onLight: string;
  readonly dark: string;
  readonly onDark: string;
}

type Rgb = readonly [number, number, number];

const lightPaper: Rgb = [0xfa, 0xf9, 0xf6];
const darkCard: Rgb = [0x24, 0x26, 0x2b];
const white: Rgb = [255, 255, 255];
const ink: Rgb = [0x14, 0x15, 0x18];
const aaText = 4.5;

/**
 * Checks that the operator's colour reaches AA (WCAG 2.2, 1.4.3) on the light background. For the dark theme, lightens it
 * until its contrast on a dark card is at least 6:1.
 */
export function parseAccent(text: string, name: string): Accent {
  const rgb = parseHex(text);
  if (!rgb) throw new ConfigError(`${name} must be a colour like #2b4acb, not "${text}"`);
  const ratio = contrast(rgb, lightPaper);
  if (ratio < aaText) {
    throw new ConfigError(
      `${name} ${text} has contrast ${ratio.toFixed(2)}:1 on light paper; AA needs ${aaText}:1: choose a darker colour`,
    );
  }
  let lifted: Rgb = rgb;
  for (let step = 0; contrast(lifted, darkCard) < 6 && step < 100; step++) lifted = mix(lifted, white, 0.05);
  return { light: hex(rgb), onLight: hex(legibleOn(rgb)), dark: hex(lifted), onDark: hex(legibleOn(lifted)) };
}

const legibleOn = (background: Rgb): Rgb =>
  contrast(white, background) >= contrast(ink, background) ? white : ink;

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance([r, g, b]: Rgb): number {
  const linear = (channel: number) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

const hex = (rgb: Rgb): string =>
  `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

function parseHex(text: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (!match) return null;
  const [, r = '', g = '', b = ''] = match;
  return [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)];
}
