/** The id of the element of an integration, which can be given the focus. */
export const placeId = (id: string): string => `integration-${id}`;

export const placeOf = (id: string): HTMLElement | null => document.getElementById(placeId(id));
