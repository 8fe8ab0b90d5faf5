import type { QuestionKind } from '#domain/guide.ts'

/** The rungs of the ladder, and what each asks. */
export const QUESTION_KINDS: Record<QuestionKind, { name: string; asks: string }> = {
  opener: { name: 'Opener', asks: 'needs no reading' },
  recall: { name: 'Recall', asks: 'what does it say?' },
  interpret: { name: 'Interpret', asks: 'what does it mean?' },
  judge: { name: 'Judge', asks: 'is it right?' },
}
