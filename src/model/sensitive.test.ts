import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saysPersonal, saysSensitive } from './sensitive.ts'

test.each([
  'Performance rating',
  'performance_rating_2025',
  'Salary band',
  'PayGrade',
  'Bonus',
  'Sex',
  'Gender identity',
  'Age',
  'Age group',
  'Date of birth',
  'dateOfBirth',
  'Health status',
  'Disability',
  'Ethnicity',
  'Religion',
  'Gehaltsband',
  'Vergütung',
  'Geschlecht',
  'Geburtsjahr',
  'Schwerbehindert',
  'Leistungsbeurteilung',
  'Année de naissance',
  'Rémunération',
  'Género',
  'Rating by team lead',
])('"%s" is sensitive', (name) => {
  expect(saysSensitive(name)).toBe(true)
})

test.each([
  'Level',
  'Role',
  'Geo',
  'Coder usage',
  'Page',
  'Image',
  'Language',
  'Stage',
  'Manager',
  'Payments domain',
  'Performance team',
  'Health engineering',
  'Start date',
  'Legal entity',
  'Operating system',
  'Essex office',
])('"%s" is not', (name) => {
  expect(saysSensitive(name)).toBe(false)
})

test.each([
  [true, 'Salary'],
  [true, 'Sick days'],
  [false, 'Age of a pull request'],
  [false, 'Environment rating'],
  [false, 'Disabled tests'],
  [false, 'Debt we pay down'],
  [false, 'Promotion to production'],
])('it is %s that a number called "%s" is about people themselves', (personal, name) => {
  expect(saysPersonal(name)).toBe(personal)
})

test('neither case nor what joins the words changes anything', () => {
  const words = fc.constantFrom('pay', 'team', 'rating', 'level', 'sex', 'page', 'of', 'birth')
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (name) => {
      const plain = saysSensitive(name.join(' '))
      expect(saysSensitive(name.join('_').toUpperCase())).toBe(plain)
      expect(saysSensitive(name.join(' - '))).toBe(plain)
    }),
    { numRuns: 50 },
  )
})
