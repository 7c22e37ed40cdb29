/** One grey bar or disc of a skeleton; size and shape by classes. */
export const Bone = ({ className }: { className: string }) => (
  <span className={`block bg-bone motion-safe:animate-bone ${className}`} />
)
