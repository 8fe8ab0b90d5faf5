'use client'

import { useState } from 'react'

/**
 * A value that is made from its inputs and from what it was before.
 * @param inputs compared one by one; their number never changes
 * @param make gets the value that was shown last, undefined at first. It is called anew when an input has changed
 */
export function useWithPrevious<const Inputs extends readonly unknown[], Value>(
  inputs: Inputs,
  make: (previous: Value | undefined) => Value,
): Value {
  const [known, setKnown] = useState(() => ({ inputs, value: make(undefined) }))
  if (inputs.every((input, at) => Object.is(input, known.inputs[at]))) return known.value
  // Adjusting state while rendering: a picture that React gives up leaves nothing behind, as a ref would.
  const value = make(known.value)
  setKnown({ inputs, value })
  return value
}
