import { STUDY_REPORT } from '../../reports/study.ts'
import { reportMethod } from '../report-method.ts'

export const studiesResult = { ...reportMethod(STUDY_REPORT), name: 'studies.result' }
