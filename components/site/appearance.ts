/** How the reader wants pages to look; kept on this device only. No value means: as the device says. */
export const THEMES = ['light', 'sepia', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const TEXT_SIZES = ['small', 'normal', 'large', 'largest'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/**
 * Runs in <head> before anything is painted, so that a chosen theme never flashes. A constant, because the
 * Content-Security-Policy allows inline scripts by their hash. Storage may be forbidden: then nothing is chosen.
 */
export const APPEARANCE_SCRIPT = `try{for(const k of['theme','size']){const v=localStorage.getItem(k);if(v)document.documentElement.dataset[k]=v}}catch{}`
