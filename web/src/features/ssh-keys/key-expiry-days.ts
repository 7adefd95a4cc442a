/** Days of life that are offered for a key. */
export const keyExpiryDays = [30, 90, 365] as const;
