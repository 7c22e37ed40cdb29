export const list = {}
