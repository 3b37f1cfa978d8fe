/** The id of an interface in a picture: unique while its namespace lives, as the kernel gives no index twice. */
export function interfaceId(namespaceId: string, index: number): string {
  return `${namespaceId}/${index}`;
}

/** The id of the wire between two interfaces, whichever of them is named first. */
export function wireEnds(one: string, other: string): { readonly id: string; readonly ends: readonly [string, string] } {
  const [lesser, greater] = one < other ? [one, other] : [other, one];
  return { id: `${lesser}~${greater}`, ends: [lesser, greater] };
}
