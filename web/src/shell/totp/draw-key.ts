import { sitePiece } from '../../api/site-piece.ts';

/** The QR library is loaded later, because it is needed seldom. */
const drawing = sitePiece(() => import('qrcode'));

/** The secret of an authenticator app as a picture and as text. It is for one app and shown this once. */
export interface DrawnKey {
  readonly secret: string;
  readonly picture: string;
}

/** @param uri the secret's `otpauth:` address. */
export async function drawKey(uri: string): Promise<DrawnKey> {
  const { toString: draw } = await drawing.ask();
  const svg = await draw(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return {
    secret: new URL(uri).searchParams.get('secret') ?? '',
    picture: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
  };
}
