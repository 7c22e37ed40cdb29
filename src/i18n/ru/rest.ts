import type { RestPhrases } from '../en'
import { composer } from './composer'
import { details } from './details'
import { install } from './install'
import { shell } from './shell'

/** Russian: what comes a moment later, and what only the app's own pages say. */
export const rest = { composer, details, install, shell } satisfies RestPhrases
