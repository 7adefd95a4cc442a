import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver } from '@mantine/core';
import { createElement } from 'react';
import controls from './controls.module.css';

const line = '1px solid';

/** Mantine reads Loge's variables rather than its own palette, so that an accent or a scheme is set in one place. */
const accent = 'var(--loge-accent)';

export const theme = createTheme({
  primaryColor: 'accent',
  colors: {
    accent: [accent, accent, accent, accent, accent, accent, accent, accent, accent, accent],
  },
  fontFamily: 'var(--loge-sans)',
  fontFamilyMonospace: 'var(--loge-mono)',
  defaultRadius: '8px',
  fontSizes: { sm: 'var(--loge-control-text)', md: '15px' },
  lineHeights: { md: '1.5' },
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    if (input.variant === 'danger') {
      return {
        background: 'transparent',
        hover: 'var(--loge-bad-ground)',
        color: 'var(--loge-bad)',
        border: `${line} color-mix(in srgb, var(--loge-bad) 60%, transparent)`,
      };
    }
    if (input.variant === 'filled') {
      return {
        background: accent,
        hover: 'var(--loge-accent-hover)',
        color: 'var(--loge-on-accent)',
        border: `${line} transparent`,
      };
    }
    return defaultVariantColorsResolver(input);
  },
  components: {
    Button: {
      classNames: { root: controls.button, label: controls.buttonLabel },
      vars: () => ({ root: { '--button-height': 'var(--loge-control)', '--button-padding-x': '15px' } }),
    },
    Input: {
      classNames: { wrapper: controls.inputWrapper, input: controls.input },
      vars: () => ({ wrapper: { '--input-height': 'var(--loge-control)' } }),
    },
    NativeSelect: { defaultProps: { rightSection: createElement('span', { className: controls.chevron }) } },
    InputWrapper: {
      classNames: { label: controls.label, description: controls.hint, error: controls.error },
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
    },
  },
});

const shared = {
  '--mantine-color-text': 'var(--loge-ink)',
  '--mantine-color-body': 'var(--loge-paper)',
  '--mantine-color-error': 'var(--loge-bad)',
  '--mantine-color-dimmed': 'var(--loge-soft)',
  '--mantine-color-placeholder': 'var(--loge-soft)',
  '--mantine-color-default': 'transparent',
  '--mantine-color-default-hover': 'var(--loge-quiet)',
  '--mantine-color-default-color': 'var(--loge-ink)',
  '--mantine-color-default-border': 'var(--loge-button-line)',
  '--mantine-color-accent-filled': accent,
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
