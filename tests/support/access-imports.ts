import { randomUUID } from 'node:crypto'
import { DRAFT, inDraft, notTheirs, ofDraft, signedInPeople } from '#tests/support/access-asks.ts'
import { type Row, row } from '#tests/support/access-matrix.ts'

/** The rows of the access matrix about texts that are brought in. */
export const IMPORT_ROWS: Row[] = [
  // An installation without an address of its own lets everyone bring texts in; each sees only their own.
  row('GET', '/api/import-drafts', signedInPeople()),
  row('PATCH', '/api/installation', notTheirs(), () => ({ body: { textsFrom: 'OWNERS' } })),
  // What an owner of the installation does: tests/server/oversight. Nobody here is one.
  row('POST', '/api/installation/accounts/[userId]/suspension', notTheirs(), ({ plainMember }) => ({
    params: { userId: plainMember.id },
    body: { suspended: true, reason: 'Because.' },
  })),
  row('POST', '/api/installation/groups/[groupId]/suspension', notTheirs(), ({ group }) => ({
    params: { groupId: group.id },
    body: { suspended: true, reason: 'Because.' },
  })),
  row('POST', '/api/installation/passed-on/[flagId]', notTheirs(), () => ({ params: { flagId: randomUUID() } })),
  row('POST', '/api/import-drafts', signedInPeople(201), () => ({ query: { id: randomUUID(), name: 'book.txt' }, body: 'A text.' })),
  row('GET', DRAFT, notTheirs(), ofDraft()),
  row('PATCH', DRAFT, notTheirs(), ofDraft({ version: 1, settings: { title: 'Renamed' } })),
  row('DELETE', DRAFT, notTheirs(), ofDraft()),
  row('GET', `${DRAFT}/sections/[sectionId]`, notTheirs(), inDraft({ sectionId: 's0' })),
  row('GET', `${DRAFT}/report`, notTheirs(), inDraft({}, { kind: 'doubt' })),
  row(
    'POST',
    `${DRAFT}/corrections`,
    notTheirs(),
    ofDraft({ version: 1, id: randomUUID(), correction: { kind: 'rename', section: 's0', title: 'Renamed' } }),
  ),
  row('DELETE', `${DRAFT}/corrections/[correctionId]`, notTheirs(), inDraft({ correctionId: randomUUID() }, { version: '1' })),
  row('GET', '/api/imported-texts', notTheirs()),
  row('PATCH', '/api/imported-texts/[guide]', notTheirs(), () => ({ params: { guide: 'tides' }, body: { audience: 'EVERYONE' } })),
  row('DELETE', '/api/imported-texts/[guide]', notTheirs(), () => ({ params: { guide: 'tides' } })),
  row('GET', `${DRAFT}/publication`, notTheirs(), ofDraft()),
  row('POST', `${DRAFT}/publication`, notTheirs(), ofDraft({ version: 1 })),
]
