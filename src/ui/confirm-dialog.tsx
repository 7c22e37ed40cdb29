import { useT } from '@/i18n/i18n'
import { Button } from './button'
import { Modal } from './modal'

/** A question before something that can't be taken back. `action` is what the button says. */
export interface Question {
  readonly title: string
  readonly text: string
  readonly action: string
}

/** Asks before something that can't be taken back; Cancel, Esc and the backdrop all mean no. */
export const ConfirmDialog = ({
  question,
  onAnswer,
}: {
  readonly question: Question
  readonly onAnswer: (yes: boolean) => void
}) => {
  const t = useT()
  return (
    <Modal
      name={{ labelledBy: 'question-title', describedBy: 'question-text' }}
      className="m-auto max-w-[min(25rem,calc(100vw-1.5rem))]"
      onClose={() => onAnswer(false)}
    >
      <div className="p-5">
        <h2 id="question-title" className="text-lg font-semibold wrap-anywhere">
          {question.title}
        </h2>
        <p id="question-text" className="mt-1.5 text-fg-2 wrap-anywhere">
          {question.text}
        </p>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={() => onAnswer(false)}>{t('actions.cancel')}</Button>
          <Button variant="primary" onClick={() => onAnswer(true)}>
            {question.action}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
