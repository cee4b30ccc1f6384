/**
 * Words of pay, health, sex, origin or belief that mean nothing else, in English, German, French and Spanish, without accents. `+`
 * stands for any ending, since German joins words; `_` for a blank.
 */
const PERSONAL = `
  pay payroll paygrade payband salar+ wage wages compa remuneration bonus+
  gehalt+ verguetung+ vergutung+ entgelt+ lohn+ tarifgruppe salaire+ sueldo nomina
  appraisal+ leistungsbeurteilung+ leistungsbewertung+ befoerderung+ beforderung+
  sick sickness illness pregnan+ maternity paternity parental_leave
  krank+ schwerbehinder+ schwanger+ mutterschutz maladie discapacidad enfermedad
  birth birthday birthdate birthyear dob geburt+ naissance nacimiento edad
  sex sexe sexo sexual+ gender+ geschlecht+ genero pronoun+ lgbt+ marital familienstand etat_civil estado_civil
  ethnic+ racial nationalit+ nacionalidad citizenship staatsangehorigkeit staatsangehoerigkeit veteran+
  religio+ konfession+ kirchensteuer trade_union labou?r_union union_member+ gewerkschaft+ syndicat
`

/** Words that are about people in the name of an attribute of people, and about software elsewhere: the age of a pull request. */
const OF_PEOPLE = `
  age ages alter alters+ comp compensation equity merit disab+ handicap+ health medical race genre
  gesundheit+ behinder+ sante salud rating ratings performance calibration promotion promotions talent pip
  leistung+ beurteilung+ bewertung+ rendement desempeno rendimiento
`

/** What is said of debts and breaks, and of no wage. */
const OTHERWISE = /\bpay (down|off|back)\b/

const SAYS_PERSONAL = anyOf(PERSONAL)
const SAYS_SENSITIVE = anyOf(PERSONAL + OF_PEOPLE)

/** Parts of an organisation that are called by such a word: a Performance team, Health engineering. */
const PLACES =
  /\b(performance|health|pay|talent) (team|squad|tribe|guild|chapter|division|department|engineering)\b/

/**
 * Whether the name of an attribute says that it is about what people are paid, how they are judged, or what they are beside their
 * work (health, age, sex, origin, belief). Whole words count, however they are joined: "PayGrade", "date_of_birth"; "Page" and "Image"
 * hold none, and a Performance team is where somebody works.
 */
export function saysSensitive(name: string): boolean {
  return SAYS_SENSITIVE.test(wordsOf(name).replace(PLACES, ''))
}

/** Whether the name of a number says so, by words alone that mean nothing else: a rating may be one of an environment. */
export function saysPersonal(name: string): boolean {
  return SAYS_PERSONAL.test(wordsOf(name).replace(PLACES, '').replace(OTHERWISE, ''))
}

function anyOf(words: string): RegExp {
  const any = words.trim().split(/\s+/).join('|')
  return new RegExp(`\\b(?:${any.replaceAll('+', '\\w*').replaceAll('_', ' ')})\\b`)
}

function wordsOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
