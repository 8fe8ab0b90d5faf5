import localFont from 'next/font/local'

/**
 * Literata, the reading face. `optional` means that a slow connection keeps its fallback for this page instead of
 * moving the text under somebody's eyes; the next page has the font from the cache. Only the roman is preloaded.
 */
const literata = localFont({
  src: '../node_modules/@fontsource-variable/literata/files/literata-latin-wght-normal.woff2',
  variable: '--font-roman',
  weight: '200 900',
  style: 'normal',
  display: 'optional',
  adjustFontFallback: 'Times New Roman',
  preload: true,
})

const literataItalic = localFont({
  src: '../node_modules/@fontsource-variable/literata/files/literata-latin-wght-italic.woff2',
  variable: '--font-italic',
  weight: '200 900',
  style: 'italic',
  display: 'optional',
  adjustFontFallback: false,
  preload: false,
})

/** Letters such as ł and š; fetched only by a page that has one. */
const literataExtended = localFont({
  src: '../node_modules/@fontsource-variable/literata/files/literata-latin-ext-wght-normal.woff2',
  variable: '--font-extended',
  weight: '200 900',
  style: 'normal',
  display: 'optional',
  adjustFontFallback: false,
  preload: false,
  declarations: [
    {
      prop: 'unicode-range',
      value: 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB',
    },
  ],
})

/** Classes for <html> that define `--font-roman`, `--font-italic` and `--font-extended`. */
export const fontVariables = `${literata.variable} ${literataItalic.variable} ${literataExtended.variable}`
