import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A telephone number in its one form, E.164; null when it is none that could ring. A number without its country is one of
 * the address's.
 * @param country two letters, or empty.
 */
export function readPhone(text: string, country: string): string | null {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  // `(+33) 1 …`, as letterheads have it.
  const plain = text.replace(/^\((\+\d{1,3})\)/, '$1');
  const number = parsePhoneNumberFromString(plain, {
    ...(home ? { defaultCountry: home } : {}),
    extract: false,
  });
  // An extension has no place in E.164; it goes into the notes rather than being lost.
  return number?.isValid() && !number.ext ? number.number : null;
}
