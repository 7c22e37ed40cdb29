type Functions = Readonly<Record<string, (...args: never[]) => unknown>>

/** The methods without their first arguments. */
type BoundMethods<First extends readonly unknown[], Methods extends Functions> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...args: [...First, ...infer Args]) => infer Answer
    ? (...args: Args) => Answer
    : never
}

/** Methods of the portal with their first arguments filled in: the client, and the origin where answers hold relative addresses. */
export const bindMethods = <First extends readonly unknown[], Methods extends Functions>(
  methods: Methods,
  ...first: First
): BoundMethods<First, Methods> =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (...args: never[]) => method(...(first as readonly unknown[] as readonly never[]), ...args),
    ]),
  ) as BoundMethods<First, Methods>
