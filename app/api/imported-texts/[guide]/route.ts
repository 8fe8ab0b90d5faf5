import { AboutImportedText, UpdateImportedText } from '#domain/imported-text.ts'
import { removeImportedText, updateImportedText } from '#server/import/imported-texts.ts'
import { route } from '#server/route.ts'

export const PATCH = route({ input: UpdateImportedText, run: updateImportedText })
export const DELETE = route({ input: AboutImportedText, run: removeImportedText })
