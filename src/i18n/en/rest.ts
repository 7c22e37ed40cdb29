import { actions } from './actions'
import { attach } from './attach'
import { around } from './around'
import { code } from './code'
import { composer } from './composer'
import { details } from './details'
import { exporting } from './export'
import { files } from './files'
import { filters } from './filters'
import { find } from './find'
import { gallery } from './gallery'
import { install } from './install'
import { keys } from './keys'
import { kinds } from './kinds'
import { messages } from './messages'
import { notes } from './notes'
import { outbox } from './outbox'
import { related } from './related'
import { rights } from './rights'
import { shell } from './shell'
import { statistics } from './statistics'
import { team } from './team'
import { templates } from './templates'
import { waiting } from './waiting'
import { writing } from './writing'

/** English: what comes a moment later, and what only the app's own pages say. */
export const rest = {
  actions,
  around,
  code,
  attach,
  composer,
  details,
  export: exporting,
  files,
  filters,
  find,
  gallery,
  install,
  kinds,
  keys,
  messages,
  notes,
  outbox,
  related,
  rights,
  shell,
  statistics,
  team,
  templates,
  waiting,
  writing,
} as const
