/**
 * Words of which each, standing by itself in the name of an attribute, makes it one about pay, appraisal, health, age, sex, origin
 * or belief: in English, German, French and Spanish, without accents. `+` stands for any ending, since German joins words.
 */
const WORDS = [
  // pay
  ...[
    'pay',
    'payroll',
    'paygrade',
    'payband',
    'salar+',
    'wage',
    'wages',
    'compensation',
    'comp',
    'compa',
  ],
  ...[
    'remuneration',
    'bonus+',
    'equity',
    'merit',
    'gehalt+',
    'verguetung+',
    'vergutung+',
    'entgelt+',
    'lohn+',
  ],
  ...['tarifgruppe', 'salaire+', 'sueldo', 'nomina'],
  // appraisal
  ...[
    'rating',
    'ratings',
    'performance',
    'appraisal+',
    'calibration',
    'promotion',
    'promotions',
    'talent',
    'pip',
  ],
  ...[
    'leistung+',
    'beurteilung+',
    'bewertung+',
    'befoerderung+',
    'beforderung+',
    'rendement',
    'desempeno',
    'rendimiento',
  ],
  // health
  ...[
    'health',
    'disab+',
    'handicap+',
    'medical',
    'sick',
    'sickness',
    'illness',
    'pregnan+',
    'maternity',
    'paternity',
  ],
  ...[
    'gesundheit+',
    'krank+',
    'behinder+',
    'schwerbehinder+',
    'schwanger+',
    'mutterschutz',
    'sante',
    'maladie',
  ],
  ...['salud', 'discapacidad', 'enfermedad'],
  // age
  ...[
    'age',
    'ages',
    'birth',
    'birthday',
    'birthdate',
    'birthyear',
    'dob',
    'alter',
    'alters+',
    'geburt+',
    'naissance',
  ],
  ...['nacimiento', 'edad'],
  // sex and family
  ...[
    'sex',
    'sexe',
    'sexo',
    'sexual+',
    'gender+',
    'geschlecht+',
    'genre',
    'genero',
    'pronoun+',
    'lgbt+',
    'marital',
  ],
  ...['familienstand', 'etat civil', 'estado civil'],
  // origin, belief, union
  ...[
    'ethnic+',
    'race',
    'racial',
    'nationalit+',
    'nacionalidad',
    'citizenship',
    'staatsangehorigkeit',
  ],
  ...[
    'staatsangehoerigkeit',
    'veteran+',
    'religio+',
    'konfession+',
    'kirchensteuer',
    'trade union',
    'labou?r union',
  ],
  ...['union member+', 'gewerkschaft+', 'syndicat'],
]

const SENSITIVE = new RegExp(`\\b(?:${WORDS.join('|').replaceAll('+', '\\w*')})\\b`)

/** Parts of an organisation that are called by such a word: a Performance team, Health engineering. */
const PLACES =
  /\b(performance|health|pay|talent) (team|squad|tribe|guild|chapter|division|department|engineering)\b/

/**
 * Whether the name of an attribute says that it is about what people are paid, how they are judged, or what they are beside their
 * work (health, age, sex, origin, belief). Whole words count, however they are joined: "PayGrade", "date_of_birth"; "Page" and "Image"
 * hold none, and a Performance team is where somebody works.
 */
export function saysSensitive(name: string): boolean {
  return SENSITIVE.test(wordsOf(name).replace(PLACES, ''))
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
