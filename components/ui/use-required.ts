'use client'

import { type Context, useContext } from 'react'

/**
 * The value of a context that has none of its own.
 * @param provider the component that has to stand around its readers
 * @throws Error outside of it
 */
export function useRequired<Value>(context: Context<Value | null>, provider: string): Value {
  const value = useContext(context)
  if (value === null) throw new Error(`This part of the page needs <${provider}> around it`)
  return value
}
