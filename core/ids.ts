import { v5, v7 } from 'uuid';

/** A new id: UUID version 7 (RFC 9562), so that ids sort by the time they were made. */
export function newId(): string {
  return v7();
}

/** True for the textual form of any UUID, upper or lower case. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

/** Namespace of ids made from names (a random UUID, fixed: another one would make other ids of the same names). */
const namespace = '6a1d4e0c-3b0e-4f43-9a6b-5d1c7c2f9e11';

/** The id of something that has a name elsewhere: the same parts give the same id (UUID version 5). */
export function idOfName(...parts: readonly string[]): string {
  return v5(JSON.stringify(parts), namespace);
}
