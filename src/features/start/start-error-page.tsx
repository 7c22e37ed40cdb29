import AppWindow from 'lucide-react/icons/app-window'
import LogIn from 'lucide-react/icons/log-in'
import MapPinOff from 'lucide-react/icons/map-pin-off'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Save from 'lucide-react/icons/save'
import Unplug from 'lucide-react/icons/unplug'
import type { CrmEntityType } from '@/domain/crm'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

/**
 * Why the panel can't start. outside: not in a portal's frame; silent: the parent page doesn't answer; unsaved: the card of a record that
 * isn't saved; unsupported: an unknown placement; sign-in: the session ended; app: scope, plan or grant missing; failed: anything else.
 * `code`: the portal's error code, for support.
 */
export type StartErrorPageProps =
  | { readonly kind: 'unsaved'; readonly type: CrmEntityType }
  | {
      readonly kind: 'outside' | 'silent' | 'unsupported' | 'sign-in' | 'app' | 'failed'
      readonly code?: string | undefined
    }

const unsaved: Readonly<Record<CrmEntityType, PhraseKey>> = {
  lead: 'startup.unsavedLead',
  deal: 'startup.unsavedDeal',
  contact: 'startup.unsavedContact',
  company: 'startup.unsavedCompany',
}

const errorTexts = {
  outside: {
    kind: 'empty',
    icon: <AppWindow />,
    title: 'startup.outsideTitle',
    text: 'startup.outsideText',
    again: false,
  },
  silent: {
    kind: 'failed',
    icon: <Unplug />,
    title: 'startup.noAnswerTitle',
    text: 'startup.noAnswerText',
    again: true,
  },
  unsaved: { kind: 'empty', icon: <Save />, title: 'startup.unsavedDeal', text: 'startup.unsavedText', again: false },
  unsupported: {
    kind: 'empty',
    icon: <MapPinOff />,
    title: 'startup.wrongPlacementTitle',
    text: 'startup.wrongPlacementText',
    again: false,
  },
  'sign-in': {
    kind: 'waiting',
    icon: <LogIn />,
    title: 'startup.signInTitle',
    text: 'startup.signInText',
    again: true,
  },
  app: { kind: 'forbidden', icon: undefined, title: 'startup.appTitle', text: 'startup.appText', again: true },
  failed: { kind: 'failed', icon: undefined, title: 'startup.failedTitle', text: 'startup.failedText', again: true },
} as const

/** Shown instead of the panel, over the whole page. Needs an I18nProvider. */
export const StartErrorPage = (props: StartErrorPageProps) => {
  const t = useT()
  const face = errorTexts[props.kind]
  return (
    <main className="@container/panel h-dvh overflow-y-auto bg-surface text-fg">
      <h1 className="sr-only">{t('chatList.title')}</h1>
      <EmptyState
        kind={face.kind}
        icon={face.icon}
        title={t(props.kind === 'unsaved' ? unsaved[props.type] : face.title)}
        text={t(face.text)}
        code={props.kind === 'unsaved' || props.kind === 'outside' ? undefined : props.code}
        actions={
          face.again ? (
            // After a failed handshake the SDK keeps its result: only a reload of the page can try again.
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
