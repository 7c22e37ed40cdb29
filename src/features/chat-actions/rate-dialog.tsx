import Star from 'lucide-react/icons/star'
import { useId, useState } from 'react'
import type { HeadVote } from '@/domain/chat'
import type { SessionId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

/** A manager's rating of a session, with stars, a comment or both; starts with the existing one. */
export const RateDialog = ({
  vote,
  operator,
  onAnswer,
}: {
  readonly vote: HeadVote
  /** Operator of the session; null = unknown. */
  readonly operator: string | null
  /** null = no rating. `stars`: 1 to 5; null = only the comment. */
  readonly onAnswer: (
    rating: { readonly sessionId: SessionId; readonly stars: number | null; readonly comment: string } | null,
  ) => void
}) => {
  const t = useT()
  const id = useId()
  const [stars, setStars] = useState(vote.stars)
  const [comment, setComment] = useState(vote.comment)
  const [missing, setMissing] = useState(false)
  return (
    <Dialog
      name={{ labelledBy: `${id}-title`, describedBy: `${id}-text` }}
      className="m-auto max-w-[min(25rem,calc(100vw-1.5rem))]"
      onClose={() => onAnswer(null)}
    >
      <form
        className="p-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (stars === null && comment.trim() === '') setMissing(true)
          else onAnswer({ sessionId: vote.sessionId, stars, comment: comment.trim() })
        }}
      >
        <h2 id={`${id}-title`} className="text-lg font-semibold wrap-anywhere">
          {t('chatActions.rateTitle', { number: String(vote.sessionId) })}
        </h2>
        <p id={`${id}-text`} className="mt-1.5 text-fg-2 wrap-anywhere">
          {operator === null ? t('chatActions.rateTextPlain') : t('chatActions.rateText', { operator })}
        </p>
        <fieldset className="mt-3 flex border-0 p-0 text-star">
          <legend className="sr-only">{t('chatActions.rateStars')}</legend>
          {[1, 2, 3, 4, 5].map((place) => (
            <label
              key={place}
              className="grid size-10 cursor-pointer place-items-center rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name={`${id}-stars`}
                className="sr-only"
                aria-label={t('chatActions.rateOf', { stars: place })}
                checked={stars === place}
                onChange={() => {
                  setStars(place)
                  setMissing(false)
                }}
              />
              <Star aria-hidden="true" className={`size-6 ${place <= (stars ?? 0) ? 'fill-current' : ''}`} />
            </label>
          ))}
        </fieldset>
        <textarea
          dir="auto"
          rows={3}
          value={comment}
          aria-label={t('chatActions.rateComment')}
          placeholder={t('chatActions.rateComment')}
          className="mt-2 block w-full resize-y rounded-sm border border-control bg-surface px-3 py-2 placeholder:text-fg-3"
          onChange={({ target }) => {
            setComment(target.value)
            setMissing(false)
          }}
        />
        <p role="alert" className="mt-1.5 min-h-5 text-sm text-alert-fg">
          {missing && t('chatActions.rateNothing')}
        </p>
        <div className="mt-2 flex flex-wrap justify-end gap-2">
          <Button onClick={() => onAnswer(null)}>{t('chatActions.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('chatActions.rateDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
