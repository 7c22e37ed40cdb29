import Check from 'lucide-react/icons/check'
import CheckCheck from 'lucide-react/icons/check-check'
import CircleAlert from 'lucide-react/icons/circle-exclamation-point'
import Clock from 'lucide-react/icons/clock'
import type { Delivery } from '@/domain/message'
import { type PhraseKey, useT } from '@/i18n/i18n'

type ShownStatus = Delivery | 'waiting' | 'read'

const marks = {
  waiting: [Clock, 'conversation.deliveryWaiting'],
  sending: [Clock, 'conversation.deliverySending'],
  sent: [Check, 'conversation.deliverySent'],
  delivered: [CheckCheck, 'conversation.deliveryDelivered'],
  read: [CheckCheck, 'conversation.deliveryRead'],
  failed: [CircleAlert, 'conversation.deliveryFailed'],
} as const satisfies Record<ShownStatus, readonly [typeof Check, PhraseKey]>

/** Clock, one tick, two ticks or a red mark, with a text for screen readers and on hover. */
export const DeliveryStatus = ({ delivery }: { delivery: ShownStatus }) => {
  const t = useT()
  const [Icon, key] = marks[delivery]
  return (
    <span
      title={t(key)}
      className={
        delivery === 'failed'
          ? 'text-alert-fg [.bg-own_&]:dark:text-inherit'
          : delivery === 'read'
            ? 'text-link dark:text-inherit'
            : undefined
      }
    >
      <Icon aria-hidden="true" className="-my-px size-4" />
      <span className="sr-only">{t(key)}</span>
    </span>
  )
}
