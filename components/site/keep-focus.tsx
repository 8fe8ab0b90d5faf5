'use client'

import { useEffect } from 'react'
import { keepFocus } from '#client/keep-focus.ts'

/** Keeps the keyboard's place on every page. Renders nothing. */
export function KeepFocus() {
  useEffect(() => keepFocus(document), [])
  return null
}
