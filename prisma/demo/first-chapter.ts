import type { DemoChapter } from '#prisma/demo/people.ts'

export const FIRST_CHAPTER: DemoChapter = {
  slug: 'trotsky-for-the-21st-century',
  notes: [
    {
      by: 'lucia',
      passage: 'At thirty-eight, in 1917, he helped to lead the October Revolution.',
      body: 'Younger than anybody in this group. That surprised me.',
    },
    {
      by: 'tom',
      passage: 'For many people the word socialism now means labour camps, shortages and portraits of a leader.',
      body: 'My grandmother would have said exactly this, and she queued for the shortages.',
      talk: [
        {
          by: 'grete',
          body: 'Then she is the reader whom the pamphlet has to convince. Does it try?',
          replies: [
            {
              by: 'tom',
              body: 'Not here. It says "that was not us" and moves on.',
              replies: [{ by: 'ibrahim', body: 'It comes back to it from chapter 12 on. Let us hold the question until then.' }],
            },
          ],
        },
        { by: 'wen', body: 'Could we ask her what she *had* hoped for? That would be the other half of the sentence.' },
      ],
    },
    {
      by: 'wen',
      passage: 'made by working people instead of being handed down to them',
      body: 'Is this the claim that everything else hangs on?',
    },
    {
      by: 'grete',
      passage: 'international in outlook and made by working people instead of being handed down to them',
      body: 'Two claims in one breath. They can come apart: something may be international **and** handed down.',
      talk: [{ by: 'nora', body: 'Good catch. I put it on the list for Thursday.' }],
    },
    {
      by: 'ibrahim',
      passage: 'He did not fight dictatorship as such.',
      body: 'The strongest sentence against him on the page. Who wants to answer it?',
      talk: [
        {
          by: 'lucia',
          body: 'I will try: he called for several parties in 1936.',
          replies: [
            {
              by: 'grete',
              body: 'When he no longer had anything to lose by it.',
              replies: [{ by: 'lucia', body: 'He had quite a lot to lose by 1936.' }],
            },
          ],
        },
      ],
    },
    { by: 'nora', passage: 'A simple habit will help.' },
    { by: 'nora', passage: 'All three belong in a political text', body: 'Read this aloud at the beginning.', isPrivate: true },
  ],
  questions: [
    {
      questionId: 'four-questions',
      answers: [
        [
          'nora',
          'Revolution where most people are not factory workers; rights and real equality; being an internationalist in practice; working with people who think differently. The last one is why I am here.',
        ],
        ['tom', 'The same four. I would have put the second first.'],
        ['wen', 'Countryside, equality, internationalism, honest alliances (¶ 5).'],
      ],
    },
    {
      questionId: 'two-trotskys',
      answers: [
        ['grete', 'Yes, if they look at different years. ¶ 9 is about 1918 to 1921 and ¶ 8 mostly about what came after 1923.'],
        ['ibrahim', 'The facts are the same; what differs is which of them count as typical.'],
      ],
      talk: [
        {
          by: 'lucia',
          body: 'Shall we make a line of years on paper and put both pictures on it?',
          replies: [{ by: 'nora', body: 'I bring the paper.' }],
        },
      ],
    },
    {
      questionId: 'what-would-change-it',
      answers: [['tom', 'A brave man with a bad habit of being sure. One honest page of his about 1921 would change it.']],
    },
  ],
  minutes: [
    { text: 'We drew a line of years. Both pictures fit on it, at different ends.' },
    { kind: 'AGREED', text: 'The pamphlet wants something from us, and says so.' },
    {
      kind: 'OPEN',
      text: 'Does opposing Stalin prove that another socialism existed? Tom says no, Lucía says it proves at least that people wanted one.',
    },
    { text: 'Next time Wen reads first.' },
  ],
}
