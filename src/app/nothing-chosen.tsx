import { MessageSquare } from 'lucide-react'
import { useT } from '@/i18n/i18n'
import type { CardView } from '@/queries/card'
import { PaneState } from '@/ui/pane-state'

/** The place of the conversation while there is none. */
export const NothingChosen = ({ card }: { card: CardView }) => {
  const t = useT()
  return (
    <div className="bg-conversation min-h-0 flex-1">
      {card.status === 'ready' && card.chats.length > 0 && (
        <PaneState
          kind="empty"
          icon={<MessageSquare strokeWidth={1.5} />}
          title={t('card.chooseTitle')}
          text={t('card.chooseText')}
        />
      )}
    </div>
  )
}
