import type { DemoChapter } from '#prisma/demo/people.ts'

export const THIRD_CHAPTER: DemoChapter = {
  slug: 'what-kind-of-party',
  notes: [
    {
      by: 'tom',
      passage: 'A straw figure in his bed misled the village policeman for a while.',
      body: 'I do not care whether it is true, I am keeping it.',
    },
    {
      by: 'ibrahim',
      passage: 'Martov wanted room for the worker or professor who helped but could not risk more.',
      body: 'Which of the two would our branch let in? We have people who come once a year and pay every month.',
      tags: ['Membership', 'Our own branch'],
      talk: [
        {
          by: 'lucia',
          body: 'Both. And only the first should vote on what the second has to do.',
          replies: [
            {
              by: 'tom',
              body: 'That is Lenin’s rule, then.',
              replies: [{ by: 'lucia', body: 'It is the rule of our allotments, and nobody calls us Bolsheviks.' }],
            },
          ],
        },
      ],
    },
    { by: 'wen', passage: 'Lenin thought that feelings should not run a newspaper.', body: 'And yet it split over feelings.' },
    {
      by: 'lucia',
      passage: 'To Trotsky this was heartless, and he said so. Lenin thought that feelings should not run a newspaper.',
      body: 'Has anybody here sat in a meeting like that one?',
      tags: ['Our own branch'],
      talk: [{ by: 'nora', body: 'Twice. Both times it was called a question of procedure.' }],
    },
    {
      by: 'grete',
      passage: 'At the end one dictator acts in place of the committee.',
      body: 'Written in 1904! I would like to know what he thought when he read it again in 1930.',
      talk: [
        {
          by: 'wen',
          body: 'The last paragraph says a little about it (¶ 15).',
          replies: [{ by: 'grete', body: 'Too little. I will look for the pages that he still stood by.' }],
        },
        { by: 'tom', body: 'A warning can be right about the danger and wrong about the cause.' },
      ],
    },
    {
      by: 'nora',
      passage: 'some are radical, some are conservative, most stand in between',
      body: 'Ask everybody where they stood at twenty.',
      isPrivate: true,
    },
    {
      by: 'nora',
      passage: 'tight organisation did not keep the police out',
      body: 'This sentence needs more room than it gets.',
      tags: ['Police'],
      talk: [{ by: 'ibrahim', body: 'Shall we give it ten minutes next week, before chapter 4?' }],
    },
    {
      by: 'wen',
      passage: 'He foresaw a chain of replacements',
      asks: {
        text: 'Where would the chain break: what could members do at each of its links?',
        answers: [['grete', 'At the first. Nobody was asked there whether the organisation may speak for the party.']],
      },
    },
    {
      by: 'tom',
      passage: 'local committees went on working jointly',
      asks: { text: 'Did the split matter to anybody who was not abroad?' },
    },
    {
      by: 'lucia',
      passage: 'had a special theory of the party at all',
      asks: {},
      talk: [{ by: 'grete', body: 'He means that Lenin wanted what the German party had, as far as the police let him.' }],
    },
  ],
  unclear: [
    { paragraph: '9', by: ['tom', 'wen', 'lucia', 'nora'] },
    { paragraph: '10', by: ['wen', 'grete'] },
    { paragraph: '14', by: ['lucia', 'tom', 'wen'] },
  ],
  questions: [
    {
      questionId: 'two-definitions',
      answers: [
        ['tom', 'Lenin: you work in an organisation of the party. Martov: you help under its direction. Martov’s won, 28 to 23.'],
        ['lucia', 'Martov’s won the vote, and Lenin’s side won the leadership. I had it the wrong way round for years.'],
        ['nora', 'The same as Tom. What I did not know is that the walk-outs decided the rest (¶ 7).'],
      ],
    },
    {
      questionId: 'substitution',
      answers: [
        ['grete', 'Somebody decides *for* you, then somebody decides for them. Evidence would be: who can still be voted out?'],
        ['wen', 'A group that says "the members" and means the committee. Evidence: ask when the members last changed its mind.'],
      ],
      talk: [{ by: 'ibrahim', body: 'Can we try Wen’s test on ourselves?', replies: [{ by: 'nora', body: 'Yes. I am nervous already.' }] }],
    },
    {
      questionId: 'case-for-the-warning',
      answers: [
        [
          'ibrahim',
          'He saw the mechanism in 1904. In 1917 he saw a use for it, and that is a different thing from seeing that he had been wrong.',
        ],
      ],
    },
  ],
  minutes: [
    {
      text: 'We tried Wen’s test on ourselves: when did the members last change the committee’s mind? It took eleven minutes to find an example, and it was about the biscuits.',
    },
    { kind: 'AGREED', text: 'A rule about members is a rule about who decides.' },
    { kind: 'OPEN', text: 'Malinovsky. Ten minutes next week.' },
  ],
}
