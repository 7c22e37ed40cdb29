import { Star } from 'lucide-react'

/** A rating of 1 to 5 stars; `label` says it in words ("Rated 4 of 5"). */
export const Stars = ({ stars, label, className = '' }: { stars: number; label: string; className?: string }) => (
  <span role="img" aria-label={label} className={`inline-flex text-star ${className}`}>
    {[1, 2, 3, 4, 5].map((place) => (
      <Star key={place} className={`size-3.5 fill-current ${place > stars ? 'opacity-30' : ''}`} />
    ))}
  </span>
)
