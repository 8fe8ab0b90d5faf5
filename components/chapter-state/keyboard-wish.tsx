'use client'

import { createContext, type ReactNode, useCallback, useMemo, useState } from 'react'
import { useRequired } from '#components/ui/use-required.ts'

/** To read on with a caret in the text, or to see the list of shortcuts. */
type Wish = { what: 'caret' | 'shortcuts' }

type KeyboardWish = {
  /** What a button last asked of the keyboard; a new object each time. */
  keyboardWish: Wish | null
  wishKeyboard: (what: Wish['what']) => void
}

const KeyboardWishContext = createContext<KeyboardWish | null>(null)

/** What buttons ask of the keyboard. */
export const useKeyboardWish = (): KeyboardWish => useRequired(KeyboardWishContext, 'KeyboardWishProvider')

export function KeyboardWishProvider({ children }: { children: ReactNode }) {
  const [keyboardWish, setWish] = useState<Wish | null>(null)
  const wishKeyboard = useCallback((what: Wish['what']) => setWish({ what }), [])
  const wish = useMemo(() => ({ keyboardWish, wishKeyboard }), [keyboardWish, wishKeyboard])
  return <KeyboardWishContext value={wish}>{children}</KeyboardWishContext>
}
