import { writeLetter } from '#server/notifications/write-letter.ts'

/** A digest with one of everything, as it is mailed. */
export function sampleLetter(): { text: string; html: string } {
  const item = { noun: 'comment' as const, chapter: 'what-kind-of-party', isMention: false }
  const content = {
    items: [
      {
        ...item,
        id: '1',
        creator: 'Ben',
        opening: 'I read it the other way round: first the strike, then the meeting, and only then the paper.',
      },
      { ...item, id: '2', creator: 'Olga', isMention: true, opening: '@Nora, you had the passage about the delegates. Where was that?' },
      { ...item, id: '3', creator: null, opening: 'See the note below.' },
    ],
    more: 4,
    chapters: [
      { chapter: 'what-kind-of-party', annotations: 3, comments: 12, answers: 2, questions: 1 },
      { chapter: 'becoming-a-revolutionary', annotations: 0, comments: 1, answers: 0, questions: 0 },
    ],
    meeting: { id: '4', chapter: 'what-kind-of-party', startsAt: new Date('2027-02-04T18:30:00Z') },
    titles: new Map([
      ['what-kind-of-party', 'What kind of party?'],
      ['becoming-a-revolutionary', 'Becoming a revolutionary'],
    ]),
  }
  return writeLetter(content, {
    groupId: 'circle',
    groupName: 'Thursday readers',
    language: 'en',
    wish: 'WEEKLY',
    zone: 'Europe/London',
    code: 'code',
  })
}
