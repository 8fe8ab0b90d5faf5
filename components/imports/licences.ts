/** What is usually allowed. The first is what a text begins with. */
export const LICENCES = [
  'In copyright: to be read here, not passed on',
  'In the public domain',
  'CC BY 4.0',
  'CC BY-SA 4.0',
  'CC BY-NC-SA 4.0',
]
