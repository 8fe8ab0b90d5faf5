import { expect, test } from 'vitest'
import { guessLanguage } from '#domain/import/words/language.ts'
import { directionOf } from '#domain/language.ts'

test('a language is written in the direction of its script', () => {
  expect(['he', 'ar', 'fa-IR', 'ur', 'yi', 'ug', 'dv', 'az-Arab'].map(directionOf)).toEqual(Array(8).fill('rtl'))
  expect(['en', 'de', 'zh', 'tr', 'az', 'ku', 'he-Latn', 'pa', ''].map(directionOf)).toEqual(Array(9).fill('ltr'))
  expect(directionOf('no language tag')).toBe('ltr')
})

test.each([
  ['ru', 'Лодка отошла в шесть часов утра, и никто на причале не поднял головы.'],
  ['ru', 'Въ полдень показался другой берегъ, и дѣти у борта стали считать тополи. Рѣка была широка, и вітеръ стихъ.'],
  ['uk', 'Човен відійшов о шостій годині ранку, і ніхто на причалі не підвів голови.'],
  ['ja', '船は朝六時に出た。桟橋では誰も顔を上げなかった。'],
  ['zh', '船在早上六点离开，码头上没有人抬起头来。'],
  ['he', 'הסירה יצאה בשש בבוקר, ואיש ברציף לא הרים את ראשו.'],
  ['fa', 'قایق ساعت شش صبح رفت و هیچ‌کس در اسکله سرش را بلند نکرد. پدرم چیزی نگفت.'],
  ['ar', 'غادر القارب في السادسة صباحا ولم يرفع أحد رأسه على الرصيف.'],
  ['el', 'Η βάρκα έφυγε στις έξι το πρωί.'],
  [
    'pl',
    'Łódź odpłynęła o szóstej rano i nikt na pomoście nie podniósł głowy. Mój ojciec nic nie powiedział, a matka patrzyła na rzekę. '.repeat(
      5,
    ),
  ],
  [
    'cs',
    'Loď odplula v šest hodin ráno a nikdo na molu nezvedl hlavu. Otec neřekl nic a matka se dívala na řeku, která byla široká. '.repeat(5),
  ],
  [
    'nl',
    'De boot vertrok om zes uur in de ochtend en niemand op de steiger keek op. Mijn vader zei niets en mijn moeder keek naar de rivier. '.repeat(
      5,
    ),
  ],
  [null, 'The boat left at six, and “Паром” was written on it.'],
  [null, '1917 — 1921'],
])('a text that does not say its language is taken for %s by its letters', (language, text) => {
  expect(guessLanguage([text])).toBe(language)
})

test('a sentence that comes again and again is too short to tell', () => {
  expect(guessLanguage(Array(60).fill('The boat left. It came.'))).toBeNull()
})
