import { definePurpose } from '../../platform/links/link-purpose.ts';

/** Shows a contact their own details, and nothing else. */
export const confirmationPurpose = definePurpose('hds-confirmation');
