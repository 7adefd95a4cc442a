import { type ReplyOf, twoFactor } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { Row } from '../../ui/row.tsx';
import { twoFactorTexts } from './texts.ts';

interface Props {
  codes: ReplyOf<typeof twoFactor.getCodes>['codes'];
  onMade(codes: readonly string[]): void;
}

/** Says how many recovery codes are left, and can replace them. */
export function CodesRow({ codes, onMade }: Props) {
  const { codes: texts } = useTexts(twoFactorTexts);
  const [asking, setAsking] = useState(false);
  const work = useMutation({
    mutationFn: () => withProof(() => call(twoFactor.renewCodes, { body: {} })),
    onSuccess: ({ tfa }) => onMade(tfa.codes),
  });
  return (
    <>
      <Row
        title={<strong>{texts.title}</strong>}
        facts={
          codes.left === 0 ? (
            texts.none
          ) : (
            <>
              {texts.left(codes.left)}
              {codes.made_at && (
                <>
                  {' · '}
                  {texts.made} <When at={codes.made_at} inside />
                </>
              )}
              {codes.renewal_advised && <p>{texts.stronger}</p>}
            </>
          )
        }
        actions={
          <Button variant="default" onClick={() => setAsking(true)}>
            {texts.renew}
          </Button>
        }
      />
      {asking && (
        <ConfirmDialog
          name={null}
          title={texts.renewTitle}
          brings={texts.renewBody}
          act={texts.renew}
          work={work}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
