import { AppWindow, LogIn, MapPinOff, RefreshCw, Save, Unplug } from 'lucide-react'
import type { CrmEntityType } from '@/domain/crm'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

/**
 * Why there is no panel. outside: not in a portal's frame; silent: the page around doesn't answer; unsaved: the card of a record that
 * isn't saved; elsewhere: a placement we don't serve; sign-in: the session ended; app: scope, plan or grant missing; failed: anything
 * else. `code`: the portal's error code, for support.
 */
export type StartErrorPageProps =
  | { readonly kind: 'unsaved'; readonly type: CrmEntityType }
  | {
      readonly kind: 'outside' | 'silent' | 'elsewhere' | 'sign-in' | 'app' | 'failed'
      readonly code?: string | undefined
    }

const unsaved: Readonly<Record<CrmEntityType, PhraseKey>> = {
  lead: 'shell.unsavedLead',
  deal: 'shell.unsavedDeal',
  contact: 'shell.unsavedContact',
  company: 'shell.unsavedCompany',
}

const errorTexts = {
  outside: { look: 'empty', icon: <AppWindow />, title: 'shell.outsideTitle', text: 'shell.outsideText', again: false },
  silent: { look: 'failed', icon: <Unplug />, title: 'shell.silentTitle', text: 'shell.silentText', again: true },
  unsaved: { look: 'empty', icon: <Save />, title: 'shell.unsavedDeal', text: 'shell.unsavedText', again: false },
  elsewhere: {
    look: 'empty',
    icon: <MapPinOff />,
    title: 'shell.elsewhereTitle',
    text: 'shell.elsewhereText',
    again: false,
  },
  'sign-in': { look: 'waiting', icon: <LogIn />, title: 'shell.signInTitle', text: 'shell.signInText', again: true },
  app: { look: 'forbidden', icon: undefined, title: 'shell.appTitle', text: 'shell.appText', again: true },
  failed: { look: 'failed', icon: undefined, title: 'shell.failedTitle', text: 'shell.failedText', again: true },
} as const

/** Shown instead of the panel, over the whole page. Needs a SpeechProvider above it; without a portal, browser-speech.ts makes one. */
export const StartErrorPage = (props: StartErrorPageProps) => {
  const t = useT()
  const face = errorTexts[props.kind]
  return (
    <main className="@container/panel h-dvh overflow-y-auto bg-surface text-fg">
      <h1 className="sr-only">{t('list.title')}</h1>
      <EmptyState
        kind={face.look}
        icon={face.icon}
        title={t(props.kind === 'unsaved' ? unsaved[props.type] : face.title)}
        text={t(face.text)}
        code={props.kind === 'unsaved' || props.kind === 'outside' ? undefined : props.code}
        actions={
          face.again ? (
            // After a handshake that failed the SDK gives the same answer for ever: only a new page can ask again.
            <Button variant="primary" onClick={() => location.reload()}>
              <RefreshCw aria-hidden="true" />
              {t('common.tryAgain')}
            </Button>
          ) : undefined
        }
      />
    </main>
  )
}
