'use client'

import { createContext, useContext } from 'react'

const Language = createContext<string | undefined>(undefined)

/** Says for a page of a group in which language its members write (BCP 47); undefined where they have not said. */
export const WordsLanguage = Language.Provider

/** The language that the group's members write in. */
export const useWordsLanguage = (): string | undefined => useContext(Language)
