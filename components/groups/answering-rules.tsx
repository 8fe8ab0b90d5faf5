'use client'

import { useUpdateAnswering } from '#client/answers.ts'
import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Form, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TickBox } from '#components/ui/tick-box.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { type FormReply, isDone } from '#domain/form-reply.ts'
import * as say from '#messages/answering.ts'

type RulesProps = { groupId: string; answerFirst: boolean; nameless: boolean; viewer: string; reply: FormReply | null }

/** For facilitators: whether members answer before they see, and whether they may leave their name away. */
export function AnsweringRules({ groupId, answerFirst, nameless, viewer, reply }: RulesProps) {
  const [update, toast] = [useUpdateAnswering(groupId), useToast()]
  const save = (filled: FormData) =>
    update.mutate(
      { answerFirst: filled.has('answerFirst'), nameless: filled.has('nameless') },
      { onSuccess: () => toast(say.rulesSaved()) },
    )
  const plain = { action: `/api/groups/${groupId}/answering`, back: `/groups/${groupId}/members`, reply, fields: { viewer } }
  return (
    <Fold title={say.rules()} framed open={reply?.form === plain.action}>
      <Form onSubmit={save} plain={plain} error={whyFailed(update, plain)} className="space-y-4 pb-4">
        {update.isIdle && isDone(reply, plain.action) && (
          <div role="status">
            <Notice>{say.rulesSaved()}</Notice>
          </div>
        )}
        <TickBox name="answerFirst" checked={answerFirst} label={say.rulesFirst()} hint={say.rulesFirstHint()} />
        <TickBox name="nameless" checked={nameless} label={say.rulesNameless()} hint={say.rulesNamelessHint()} />
        <Button type="submit" busy={update.isPending}>
          {say.saveRules()}
        </Button>
      </Form>
    </Fold>
  )
}
