import type { DemoChapter } from '#prisma/demo/people.ts'

export const SECOND_CHAPTER: DemoChapter = {
  slug: 'becoming-a-revolutionary',
  notes: [
    {
      by: 'wen',
      passage: 'He also remembered his own place in it.',
      body: 'A child who keeps the wage accounts. You cannot unlearn that.',
      talk: [
        {
          by: 'tom',
          body: 'My first job was adding up other people’s hours. It does something to you.',
          replies: [{ by: 'wen', body: 'What did it do?', replies: [{ by: 'tom', body: 'I joined the union in the second week.' }] }],
        },
      ],
    },
    {
      by: 'grete',
      passage: 'Historians agree about the discrimination and argue about the orchestration.',
      body: 'I read the record note beside it twice. The difference matters, and I find it hard to say why without sounding as if I excuse somebody.',
      talk: [{ by: 'ibrahim', body: 'Say it like that in the room. It is a good way in.' }],
    },
    { by: 'lucia', passage: 'No rising followed, only harsher rule.', body: 'The shortest account of terrorism that I know.' },
    {
      by: 'tom',
      passage: 'On 13 March 1881 it killed Alexander II. No rising followed, only harsher rule.',
      body: 'Was that so clear to them at the time? They had a list of demands ready.',
    },
    {
      by: 'ibrahim',
      passage: 'named particular bosses and particular abuses',
      body: 'The best advice on leaflets in the whole chapter.',
      talk: [{ by: 'nora', body: 'Compare the one we printed in spring. It named nobody.' }],
    },
    {
      by: 'nora',
      passage: 'The pamphlet does not mention them here.',
      body: 'And I had not noticed. That is the point of this sentence, I suppose.',
      talk: [{ by: 'lucia', body: 'She carried the risk in both lives: in the circle, and then alone with two children.' }],
    },
    { by: 'wen', passage: 'lettered by hand and run off on a simple duplicator' },
  ],
  questions: [
    {
      questionId: 'from-garden-to-union',
      answers: [
        ['lucia', 'They knew one man whom workers trusted (¶ 10), and wrote about things that workers could check for themselves.'],
        ['tom', 'Through friends, one workshop at a time. No programme, at first.'],
      ],
    },
    {
      questionId: 'privilege-and-revolt',
      answers: [
        ['nora', 'Neither. It tells us how he knew, not whether he was right.'],
        ['grete', 'It weakens it a little for me: he never had to go back to the field.'],
      ],
      talk: [
        {
          by: 'wen',
          body: 'Who of us would pass that test?',
          replies: [{ by: 'grete', body: 'Nobody. That does not make it a bad test.' }],
        },
      ],
    },
    {
      questionId: 'leaving-the-family',
      answers: [['ibrahim', 'I notice that nobody asks this about the men in the books who stayed at home.']],
    },
  ],
  minutes: [
    {
      text: 'Half the evening went to the leaflets. We wrote one of our own, about the ticket machines, and left out every abstract noun.',
    },
    { kind: 'AGREED', text: 'Planning, encouraging and looking away are three things.' },
    { kind: 'DISSENT', text: 'Grete: for those who are beaten it is one thing.' },
    { kind: 'ACTION', text: 'Tom brings biscuits, Lucía keeps the time.' },
  ],
}
