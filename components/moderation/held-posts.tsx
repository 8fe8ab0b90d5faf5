import { Act, type Acts, Part } from '#components/moderation/moderation-lists.tsx'
import { Told } from '#components/moderation/told-words.tsx'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select, TextArea } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { HELD_POSTS, type Moderation, type ToldWords } from '#domain/moderation.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/moderation.ts'

/** The first posts of new members: what waits, whose next ones will, and the rule. For facilitators. */
export function HeldPosts({ held: { words, first, newcomers }, ...acts }: Acts & { held: NonNullable<Moderation['held']> }) {
  const { groupId, ...form } = acts
  const [api, back] = [`/api/groups/${groupId}`, `/groups/${groupId}/moderation`]
  return (
    <div className="space-y-6">
      <Part title={say.held()} about={say.heldAbout()} empty={words.length === 0 ? say.heldNone() : null}>
        {words.map((each) => (
          <Held key={each.subjectId} {...acts} words={each} />
        ))}
      </Part>
      {newcomers.length > 0 && (
        <ul className="space-y-3">
          {newcomers.map(({ userId, name, toApprove }) => (
            <li key={userId}>
              <p className="wrap-anywhere mb-1">{say.newcomerLeft({ name: creatorName({ name }), count: toApprove })}</p>
              <ActForm {...form} action={`${api}/members/${userId}/trust`} back={back} fields={{}}>
                <Button type="submit">{say.trust({ name: creatorName({ name }) })}</Button>
              </ActForm>
            </li>
          ))}
        </ul>
      )}
      <ActForm {...form} action={`${api}/held-posts`} back={back} fields={{}}>
        <div className="max-w-sm">
          <Select label={say.heldFirst()} hint={say.heldFirstHint()} name="first" defaultValue={String(first)}>
            {HELD_POSTS.map((count) => (
              <option key={count} value={count}>
                {say.heldCount({ count })}
              </option>
            ))}
          </Select>
        </div>
        <Button type="submit">{say.heldSave()}</Button>
      </ActForm>
    </div>
  )
}

function Held({ words, ...acts }: Acts & { words: ToldWords }) {
  return (
    <li className="card">
      <Told words={words} isLink={false} />
      <div className="mt-4 space-y-4">
        <Act {...acts} words={words} act="APPROVE">
          <Button type="submit" variant="primary">
            {say.approve()}
          </Button>
        </Act>
        <Fold title={say.decline()}>
          <Act {...acts} words={words} act="HIDE">
            <TextArea label={say.declineReason()} name="reason" rows={3} maxLength={500} required />
            <Button type="submit" variant="danger">
              {say.decline()}
            </Button>
          </Act>
        </Fold>
      </div>
    </li>
  )
}

/** One's own posts that wait, each of which can be taken back. */
export function OwnHeld({ words, ...acts }: Acts & { words: ToldWords[] }) {
  return (
    <Part title={say.ownHeld()} about={say.ownHeldAbout()} empty={null}>
      {words.map((each) => (
        <li key={each.subjectId} className="card">
          <Told words={each} isLink={false} />
          <div className="mt-4">
            <Act {...acts} words={each} act="WITHDRAW">
              <Button type="submit">{say.withdraw()}</Button>
            </Act>
          </div>
        </li>
      ))}
    </Part>
  )
}
