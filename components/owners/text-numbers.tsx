import type { Route } from 'next'
import Link from 'next/link'
import { GroupLink } from '#components/owners/group-numbers.tsx'
import { sizeWords } from '#components/owners/sizes.ts'
import type { TextNumbers } from '#domain/oversight.ts'
import * as say from '#messages/installation.ts'

/** The texts, with how large each is and which groups read it. */
export function TextNumbersList({ texts }: { texts: TextNumbers[] }) {
  return (
    <ul className="space-y-6">
      {texts.map(({ slug, title, address, chapters, words, bytes, groups }) => (
        <li key={slug}>
          <Link href={address as Route} prefetch={false} dir="auto" className="link wrap-anywhere target inline-flex items-center">
            {title}
          </Link>
          <p className="text-muted text-sm">
            {say.textSize({ chapters, words })} · {bytes === null ? say.inFiles() : say.inDatabase({ size: sizeWords(bytes) })}
          </p>
          <p className="text-sm">{say.readBy({ count: groups.length })}</p>
          {groups.length > 0 && (
            <ul>
              {groups.map((id) => (
                <li key={id}>
                  <GroupLink id={id} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
