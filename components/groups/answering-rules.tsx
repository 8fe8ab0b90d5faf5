'use client'

import { useUpdateAnswering } from '#client/answers.ts'
import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Form } from '#components/ui/form.tsx'
import { useToast } from '#components/ui/toast.tsx'
import * as say from '#messages/answering.ts'

type RulesProps = { groupId: string; answerFirst: boolean; nameless: boolean }

/** For facilitators: whether members answer before they see, and whether they may leave their name away. */
export function AnsweringRules({ groupId, answerFirst, nameless }: RulesProps) {
  const [update, toast] = [useUpdateAnswering(groupId), useToast()]
  const save = (filled: FormData) =>
    update.mutate(
      { answerFirst: filled.has('answerFirst'), nameless: filled.has('nameless') },
      { onSuccess: () => toast(say.rulesSaved()) },
    )
  return (
    <Fold title={say.rules()} framed>
      <Form onSubmit={save} error={update.error} className="space-y-4 pb-4">
        <Choice name="answerFirst" checked={answerFirst} label={say.rulesFirst()} hint={say.rulesFirstHint()} />
        <Choice name="nameless" checked={nameless} label={say.rulesNameless()} hint={say.rulesNamelessHint()} />
        <Button type="submit" busy={update.isPending}>
          {say.saveRules()}
        </Button>
      </Form>
    </Fold>
  )
}

function Choice({ name, checked, label, hint }: { name: string; checked: boolean; label: string; hint: string }) {
  return (
    <div>
      <label className="flex items-center gap-2 target">
        <input type="checkbox" name={name} defaultChecked={checked} className="size-4" aria-describedby={`${name}-hint`} />
        {label}
      </label>
      <p id={`${name}-hint`} className="text-muted text-sm">
        {hint}
      </p>
    </div>
  )
}
