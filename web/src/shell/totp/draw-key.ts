import { sitePiece } from '../../api/site-piece.ts';

/** Drawing is asked for seldom. */
const drawing = sitePiece(() => import('qrcode'));

/** The secret of an authenticator app as a picture and as text, for one app and this once. */
export interface DrawnKey {
  readonly secret: string;
  readonly picture: string;
}

/** @param uri its `otpauth:` address. */
export async function drawKey(uri: string): Promise<DrawnKey> {
  const { toString: draw } = await drawing.ask();
  const svg = await draw(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return {
    secret: new URL(uri).searchParams.get('secret') ?? '',
    picture: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
  };
}
