// Before the first paint: a browser that follows its system must not flash the other scheme.
if (
  document.documentElement.dataset.logeTheme === 'system' &&
  matchMedia('(prefers-color-scheme: dark)').matches
) {
  document.documentElement.dataset.mantineColorScheme = 'dark';
}
