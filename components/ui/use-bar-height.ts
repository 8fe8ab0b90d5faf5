import { type RefObject, useLayoutEffect } from 'react'

/** Says how high a bar at the foot of the window is, as `--changes-bar`: whatever else opens there stands on it. */
export function useBarHeight(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const bar = box.current
    if (!bar) return
    const { style } = document.body
    const observer = new ResizeObserver(() => style.setProperty('--changes-bar', `${bar.offsetHeight}px`))
    observer.observe(bar)
    return () => {
      observer.disconnect()
      style.removeProperty('--changes-bar')
    }
  }, [box])
}
