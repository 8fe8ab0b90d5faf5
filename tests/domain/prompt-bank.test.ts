import { expect, test } from 'vitest'
import { CreateGroupQuestion } from '#domain/group-question.ts'
import { listPrompts, PROMPT_KINDS, promptKindName } from '#domain/prompt-bank.ts'

test('every kind has prompts that can be asked of any text, each its own, and short enough to be a question of a group', () => {
  const all = listPrompts()
  for (const kind of PROMPT_KINDS) {
    expect(all.filter((prompt) => prompt.kind === kind).length, kind).toBeGreaterThanOrEqual(3)
    expect(promptKindName(kind)).not.toBe('')
  }
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  for (const { text, asked } of all) {
    expect(text).toMatch(/[?.]$/)
    const question = { id: crypto.randomUUID(), groupId: crypto.randomUUID(), chapter: 'one', annotationId: null, kind: asked, text }
    expect(CreateGroupQuestion.safeParse(question).success, text).toBe(true)
  }
})
