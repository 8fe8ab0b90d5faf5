import type { QuestionKind } from '#domain/guide.ts'
import * as prompts from '#messages/prompts.ts'

/** The kinds of prompts that any text can be asked. */
export const PROMPT_KINDS = ['opener', 'recall', 'interpret', 'judge', 'compare', 'hereAndNow'] as const
export type PromptKind = (typeof PROMPT_KINDS)[number]

/** A question that any text can be asked, to be adapted. `asked` is the kind under which the group then has it. */
export type Prompt = { id: string; kind: PromptKind; asked: QuestionKind; text: string }

/** To which rung of the ladder a kind of prompts belongs. */
const ASKED: Record<PromptKind, QuestionKind> = {
  opener: 'opener',
  recall: 'recall',
  interpret: 'interpret',
  judge: 'judge',
  compare: 'interpret',
  hereAndNow: 'judge',
}

const TEXTS: Record<PromptKind, (() => string)[]> = {
  opener: [prompts.openerExpected, prompts.openerMet, prompts.openerStopped],
  recall: [prompts.recallClaim, prompts.recallSteps, prompts.recallWho],
  interpret: [prompts.interpretWord, prompts.interpretSentence, prompts.interpretUnsaid],
  judge: [prompts.judgeStrongest, prompts.judgeAgainst, prompts.judgeChange],
  compare: [prompts.compareEarlier, prompts.compareOther, prompts.compareTwo],
  hereAndNow: [prompts.hereWhere, prompts.hereTry, prompts.hereWho],
}

/** The bank: some good prompts of each kind, which belong to no guide. */
export function listPrompts(): Prompt[] {
  return PROMPT_KINDS.flatMap((kind) =>
    TEXTS[kind].map((text, at) => ({ id: `${kind}-${at + 1}`, kind, asked: ASKED[kind], text: text() })),
  )
}

/** What a kind of prompts is called. */
export function promptKindName(kind: PromptKind): string {
  return {
    opener: prompts.opener,
    recall: prompts.recall,
    interpret: prompts.interpret,
    judge: prompts.judge,
    compare: prompts.compare,
    hereAndNow: prompts.hereAndNow,
  }[kind]()
}
