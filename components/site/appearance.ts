/** How the reader wants pages to look; kept on this device only. Nothing kept means: as the device says. */
export const THEMES = ['light', 'sepia', 'dark'] as const

export const TEXT_SIZES = ['small', 'normal', 'large', 'largest'] as const

/**
 * Runs in <head> before anything is painted, so that a chosen theme never flashes and nothing moves. `member` is how many
 * groups the person had when last seen here: it keeps their place free, and says nothing about being signed in. `texts` is how high
 * the list of imported texts was.
 * A constant, because the Content-Security-Policy allows inline scripts by their hash. Storage may be forbidden.
 */
export const APPEARANCE_SCRIPT =
  "try{const d=document.documentElement;for(const k of['theme','size','member','texts']){const v=localStorage.getItem(k);if(v!==null)d.dataset[k]=v}" +
  "d.style.setProperty('--groups',d.dataset.member||0);d.style.setProperty('--texts',(d.dataset.texts||0)+'px')}catch{}"
